import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';

/** Values for the scalars of a schema's arguments, by the name of the scalar, the field or the argument. */
export type Pools = Readonly<Record<string, readonly string[]>>;

/** Draws from 0 up to below `end`. */
type Draw = (end: number) => number;

/**
 * Random operations that a schema allows: fields with arguments, lists in lists, the same field under
 * aliases. They lean to what is expensive: large pages, filters, fields with fields below them.
 */
export function queries(schema: GraphQLSchema, pools: Pools): fc.Arbitrary<string> {
  const root = schema.getQueryType();
  if (!root) throw new Error('the schema has no queries');
  return fc.infiniteStream(fc.nat({ max: 0x7fffffff })).map((numbers) => {
    const draw: Draw = (end) => (numbers.next().value ?? 0) % end;
    const breadth = 1 + draw(4);
    const levels = 2 + draw(6);
    return `{ ${selection(root, levels, breadth)} }`;

    function selection(type: GraphQLNamedType, below: number, wide: number): string {
      if (!isCompositeType(type)) return '';
      if (isUnionType(type)) return '__typename';
      const all = Object.values(type.getFields());
      const composite = all.filter((field) => isCompositeType(getNamedType(field.type)));
      const leaves = all.filter((field) => !composite.includes(field));
      const from = below > 1 && composite.length > 0 ? composite : leaves.length > 0 ? leaves : [];
      const count = 1 + draw(wide + 1);
      const chosen = Array.from({ length: count }, (_, index) => {
        const field = from[draw(Math.max(from.length, 1))] ?? leaves[0];
        if (!field) return '__typename';
        const inner = getNamedType(field.type);
        const subfields = isCompositeType(inner) ? ` { ${selection(inner, below - 1, wide)} }` : '';
        return `a${index}: ${field.name}${argumentsOf(field.args)}${subfields}`;
      });
      return [
        ...chosen,
        ...leaves.slice(0, draw(4)).map(({ name, args }) => `${name}${argumentsOf(args)}`),
      ].join(' ');
    }

    function argumentsOf(args: readonly GraphQLArgument[]): string {
      const given = args
        .filter(
          ({ name, type }) =>
            isNonNullType(type) || (name !== 'last' && name !== 'after' && name !== 'before' && draw(3) > 0),
        )
        .map(({ name, type }) => `${name}: ${value(name, type)}`);
      return given.length === 0 ? '' : `(${given.join(', ')})`;
    }

    function value(name: string, type: GraphQLInputType): string {
      const inner = getNullableType(type);
      if (isListType(inner)) {
        const length = 1 + draw(name === 'ids' ? 100 : 3);
        return `[${Array.from({ length }, () => value(name, inner.ofType)).join(', ')}]`;
      }
      if (isEnumType(inner)) return inner.getValues()[draw(inner.getValues().length)]?.name ?? '';
      if (isInputObjectType(inner)) {
        const fields = Object.values(inner.getFields());
        const chosen = inner.isOneOf
          ? [fields[draw(fields.length)]]
          : fields.filter((field) => isNonNullType(field.type) || draw(3) === 0);
        return `{ ${chosen.flatMap((field) => (field ? [`${field.name}: ${value(field.name, field.type)}`] : [])).join(', ')} }`;
      }
      if (inner.name === 'Int') return String([100, 100, 50, 20, 3, 1][draw(6)]);
      if (inner.name === 'Boolean') return draw(2) === 0 ? 'true' : 'false';
      const pool = pools[name] ?? pools[inner.name] ?? ['x'];
      return JSON.stringify(pool[draw(pool.length)]);
    }
  });
}
