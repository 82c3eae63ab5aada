import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  isNullableType,
  Kind,
  type SelectionSetNode,
  type TypeNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';
import { FIELD_LIMIT, PAIR_LIMIT, tooComplex } from './limits.ts';

/**
 * Validation compares every pair of fields with the same name in the same place, including everything below
 * them, so its work grows with the square of the repetition. This counts the pairs first, in time linear in
 * the fields, and rejects what would take long.
 */
export function refusalOfOverlaps({ definitions }: DocumentNode): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  let fields = 0;
  let pairs = 0;

  /** Groups the fields of a set by name, with each fragment once; false if there are too many. */
  function collect(set: SelectionSetNode, into: Map<string, FieldNode[]>, spread: Set<string>): boolean {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const same = into.get(name) ?? [];
        into.set(name, same);
        fields += 1;
        pairs += same.length;
        same.push(selection);
        if (pairs > PAIR_LIMIT || fields > 4 * FIELD_LIMIT) return false;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!collect(selection.selectionSet, into, spread)) return false;
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment && !collect(fragment.selectionSet, into, spread)) return false;
      }
    }
    return true;
  }

  /**
   * Counts what is merged below fields of one name. A fragment that contains itself is left for validation to
   * reject.
   */
  function isSmall(sets: readonly SelectionSetNode[], above: ReadonlySet<string>): boolean {
    const names = new Map<string, FieldNode[]>();
    const spread = new Set(above);
    if (!sets.every((set) => collect(set, names, spread))) return false;
    for (const same of names.values()) {
      const below = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0 && !isSmall(below, spread)) return false;
    }
    return true;
  }

  const isWithin = definitions.every(
    (definition) => !('selectionSet' in definition) || isSmall([definition.selectionSet], new Set()),
  );
  if (isWithin) return undefined;
  return tooComplex(
    'The document repeats the same fields too often to be validated. Select each field once per level, and use each fragment once.',
    { limit: pairs > PAIR_LIMIT ? PAIR_LIMIT : 4 * FIELD_LIMIT },
  );
}

/**
 * A variable in a field of a OneOf input object must not be nullable: with null, no field would be given
 * (GraphQL, "All Variable Usages Are Allowed"). graphql-js 17.1.0 checks this in
 * VariablesInAllowedPositionRule, but only where the input object itself is nullable, since it does not look
 * through NonNull; here every such argument is required. Once a version of graphql-js looks through NonNull,
 * this rule can be removed.
 */
export function OneOfVariablesRule(context: ValidationContext): ASTVisitor {
  const types = new Map<string, TypeNode>();
  return {
    OperationDefinition: {
      enter({ variableDefinitions }) {
        types.clear();
        for (const { variable, type } of variableDefinitions ?? []) types.set(variable.name.value, type);
      },
      leave(operation) {
        for (const { node, parentType } of context.getRecursiveVariableUsages(operation)) {
          if (!isNonNullType(parentType)) continue;
          const object = getNullableType(parentType);
          const declared = types.get(node.name.value);
          const type = declared && typeFromAST(context.getSchema(), declared);
          if (!type || !isInputObjectType(object) || !object.isOneOf || !isNullableType(type)) continue;
          const message = `Variable "$${node.name.value}" is of type "${type}" but must be non-nullable ("${type}!") to be used for OneOf Input Object "${object.name}".`;
          context.reportError(new GraphQLError(message, { nodes: node }));
        }
      },
    },
  };
}
