import {
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * How many values a list of the schema's description of itself has on average.
 *
 * @param isOfAll whether its type is any of all types, of which many have no fields, and not one chosen by
 *   name or by a field
 */
export type IntrospectionSizes = (parent: string, field: string, isOfAll: boolean) => number;

/**
 * A type of a field is wrapped once or twice as a rule, so each `ofType` has another one below it about as
 * often as not.
 */
const WRAPPED = 0.6;

export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
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
