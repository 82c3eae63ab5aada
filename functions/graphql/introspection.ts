import {
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * Average number of values in a list of the introspection schema.
 *
 * @param isOfAll whether the parent may be any type, and many types have no fields, rather than one chosen by
 *   name or by a field
 */
export type IntrospectionSizes = (parent: string, field: string, isOfAll: boolean) => number;

/**
 * The type of a field is usually wrapped once or twice, so each `ofType` has another one below it about half
 * the time.
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
