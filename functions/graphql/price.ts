import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidatedExecutionArgs,
} from 'graphql';
import { givesWhole, READ_PRICES, type Read, readOf } from '../../schema/prices.ts';

/** The figures of an operation, with fragments expanded and without what its variables exclude. */
interface Price {
  /** Points at the schema's prices. */
  points: number;
  depth: number;
  fields: number;
  aliases: number;
  /** Top-level fields. */
  rootFields: number;
}

/** The figures of a selection set for one object. */
interface Sum extends Price {
  /** Points that a connection multiplies by its size: those of `edges` and `nodes`. */
  entryPoints: number;
  /** What must be read for the object. */
  reads: ReadonlySet<Read>;
}

const NOTHING: Sum = {
  points: 0,
  entryPoints: 0,
  depth: 0,
  fields: 0,
  aliases: 0,
  rootFields: 0,
  reads: new Set(),
};

/**
 * The `complexity` of a field, in the terms of Pothos' plugin: a number, or the multiplier of a list. `entry`
 * is the price of each entry of a connection before any of its fields.
 */
type Complexity = number | { field?: number; multiplier?: number; entry?: number };

/**
 * Points of an introspection value, which is in memory. The introspection query of the usual tools costs a
 * third of the limit.
 */
const INTROSPECTION_POINT = 0.5;

/**
 * The price of the operation that will be executed with these variables. Each selection set is counted once
 * per type and cached, so a fragment bomb takes time proportional to its text. The document must be valid: a
 * fragment that spreads itself would never end.
 *
 * @throws GraphQLError if an argument is wrong in a way that only the variables reveal
 */
export function priceOf({
  schema,
  operation,
  fragmentDefinitions,
  variableValues,
  contextValue,
}: ValidatedExecutionArgs): Price {
  const known = new Map<SelectionSetNode, Map<string, Sum>>();
  let sizes: IntrospectionSizes | undefined;

  function ofSet(set: SelectionSetNode, type: GraphQLCompositeType, isAtHand: boolean): Sum {
    const place = `${type.name} ${isAtHand}`;
    const before = known.get(set)?.get(place);
    if (before) return before;
    const parts = set.selections.filter(isExecuted).map((each) => ofSelection(each, type, isAtHand));
    const sum = parts.length === 1 ? (parts[0] ?? NOTHING) : parts.reduce(added, NOTHING);
    const ofTypes = known.get(set) ?? new Map<string, Sum>();
    known.set(set, ofTypes.set(place, sum));
    return sum;
  }

  function ofSelection(selection: SelectionNode, type: GraphQLCompositeType, isAtHand: boolean): Sum {
    if (selection.kind === Kind.FIELD) return ofField(selection, type, isAtHand);
    const fragment: FragmentDefinitionNode | typeof selection | undefined =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragmentDefinitions[selection.name.value] : selection;
    if (!fragment) return NOTHING;
    const narrowed = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    return ofSet(fragment.selectionSet, isCompositeType(narrowed) ? narrowed : type, isAtHand);
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, isAtHand: boolean): Sum {
    const name = node.name.value;
    const field = schema.getField(parent, name);
    if (!field) return NOTHING;
    const type = getNamedType(field.type);
    const isIntrospection = parent.name.startsWith('__') || name.startsWith('__');
    const {
      field: own,
      multiplier,
      entry,
    } = isIntrospection ? ofIntrospection(node, parent.name, isAtHand) : ofComplexity(field, node);
    const read = readOf(parent.name, name, isAtHand, (node.arguments?.length ?? 0) > 0);
    const isConnection = type.name.endsWith('Connection');
    const isWhole = isConnection
      ? read === 'page'
      : isOfAll(parent.name, name) || givesWhole(parent.name, name);
    const below =
      node.selectionSet && isCompositeType(type) ? ofSet(node.selectionSet, type, isWhole) : NOTHING;
    let each = below.points;
    for (const kind of below.reads) each += READ_PRICES[kind];
    const points =
      own +
      (isConnection
        ? each + (below.entryPoints > 0 ? multiplier * (entry + below.entryPoints) : 0)
        : multiplier * (each + (node.selectionSet ? 0 : 1)));
    const isEntry = parent.name.endsWith('Connection') && (name === 'edges' || name === 'nodes');
    return {
      points: isEntry ? 0 : points,
      entryPoints: isEntry ? points : 0,
      depth: name === '__schema' || name === '__type' ? 1 : 1 + below.depth,
      fields: 1 + below.fields,
      aliases: (node.alias ? 1 : 0) + below.aliases,
      rootFields: 1,
      reads: read ? new Set([read]) : NOTHING.reads,
    };
  }

  function ofComplexity(field: GraphQLField<unknown, unknown>, node: FieldNode) {
    const option: unknown = field.extensions.complexity;
    const complexity: Complexity =
      typeof option === 'function'
        ? option(getArgumentValues(field, node, variableValues), contextValue, field)
        : ((option as Complexity | undefined) ?? 1);
    const isList = isListType(getNullableType(field.type));
    if (typeof complexity === 'number') {
      return { field: complexity, multiplier: node.selectionSet ? 1 : 0, entry: 0 };
    }
    const { field: own = 1, multiplier = 1, entry = 0 } = complexity;
    return { field: own, multiplier: Math.max(isList || node.selectionSet ? multiplier : 0, 0), entry };
  }

  function ofIntrospection(node: FieldNode, parent: string, isOfAll: boolean) {
    sizes ??= introspectionSizes(schema);
    const multiplier = node.selectionSet ? sizes(parent, node.name.value, isOfAll) : 0;
    return { field: INTROSPECTION_POINT, multiplier, entry: 0 };
  }

  function isExecuted(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
    if (skip?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return NOTHING;
  const { points, depth, fields, aliases, rootFields } = ofSet(operation.selectionSet, root, true);
  return { points, depth, fields, aliases, rootFields };
}

/** `__schema` lists all types; elsewhere a type is one that was named or that a field has. */
const isOfAll = (parent: string, field: string): boolean => parent === '__Schema' && field === 'types';

function added(a: Sum, b: Sum): Sum {
  return {
    points: a.points + b.points,
    entryPoints: a.entryPoints + b.entryPoints,
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    reads: b.reads.size === 0 ? a.reads : a.reads.size === 0 ? b.reads : new Set([...a.reads, ...b.reads]),
  };
}

/**
 * Average number of values in a list of the introspection schema.
 *
 * @param isOfAll whether the parent may be any type, and many types have no fields, rather than one chosen by
 *   name or by a field
 */
type IntrospectionSizes = (parent: string, field: string, isOfAll: boolean) => number;

/**
 * The type of a field is usually wrapped once or twice, so each `ofType` has another one below it about half
 * the time.
 */
const WRAPPED = 0.6;

function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const inputs = types.filter(isInputObjectType);
  const enums = types.filter(isEnumType);
  const abstract = types.filter(isAbstractType);
  const fields = withFields.flatMap((type) => Object.values(type.getFields()));
  const totals: Readonly<Record<string, readonly [total: number, types: number]>> = {
    fields: [fields.length, withFields.length],
    inputFields: [inputs.flatMap((type) => Object.keys(type.getFields())).length, inputs.length],
    enumValues: [enums.flatMap((type) => type.getValues()).length, enums.length],
    interfaces: [withFields.flatMap((type) => type.getInterfaces()).length, withFields.length],
    possibleTypes: [abstract.flatMap((type) => schema.getPossibleTypes(type)).length, abstract.length],
  };
  const args = fields.flatMap((field) => field.args).length / Math.max(fields.length, 1);
  const directives = schema.getDirectives();

  return (parent, field, isOfAll) => {
    if (parent === '__Schema')
      return field === 'types' ? types.length : field === 'directives' ? directives.length : 1;
    if (field === 'args') return parent === '__Field' ? args : 2;
    if (field === 'ofType') return WRAPPED;
    const [total = 1, having = 1] = parent === '__Type' ? (totals[field] ?? []) : [];
    return total / Math.max(isOfAll && field in totals ? types.length : having, 1);
  };
}
