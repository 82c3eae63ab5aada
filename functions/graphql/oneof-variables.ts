import {
  type ASTVisitor,
  GraphQLError,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  isNullableType,
  type TypeNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';

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
