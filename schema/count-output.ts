import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from './context.ts';
import { type Meter, spend } from './store/meter.ts';

/**
 * Makes the resolvers of a schema charge the request's meter for what they return: a string by its length, a
 * list by the number of fields its entries will have. The prices of lists are estimates; this is the actual
 * size.
 */
export function countOutput(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const isList = isListType(getNullableType(field.type));
      if (isList) charge(field, countList);
      else if (isLeafType(getNamedType(field.type))) charge(field, countText);
    }
  }
  return schema;
}

type Count = (result: unknown, meter: Meter, info: GraphQLResolveInfo) => void;

function charge(field: GraphQLField<unknown, Context>, count: Count): void {
  const resolve: GraphQLFieldResolver<unknown, Context> = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const result: unknown = resolve(source, args, context, info);
    const { meter } = context.session;
    if (!(result instanceof Promise)) {
      count(result, meter, info);
      return result;
    }
    return result.then((value: unknown) => {
      count(value, meter, info);
      return value;
    });
  };
}

function countText(result: unknown, meter: Meter): void {
  if (typeof result === 'string') spend(meter, 'characters', result.length);
}

function countList(result: unknown, meter: Meter, info: GraphQLResolveInfo): void {
  if (!Array.isArray(result)) return;
  spend(meter, 'values', result.length * fieldsOfEntry(info));
  for (const entry of result) countText(entry, meter);
}

/** Number of fields selected below a field; a cached document is counted once. */
const counted = new WeakMap<FieldNode, number>();

function fieldsOfEntry({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let total = 1;
  for (const node of fieldNodes) {
    let fields = counted.get(node);
    if (fields === undefined) {
      fields = node.selectionSet ? fieldsIn(node.selectionSet, fragments, new Set()) : 0;
      counted.set(node, fields);
    }
    total += fields;
  }
  return total;
}

function fieldsIn(
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo['fragments'],
  spread: Set<string>,
): number {
  let total = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) total += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      total += fieldsIn(selection.selectionSet, fragments, spread);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = fragments[selection.name.value];
      if (fragment) total += fieldsIn(fragment.selectionSet, fragments, spread);
    }
  }
  return total;
}
