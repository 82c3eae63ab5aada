/** The record with this id. If it is missing, that is a defect of the checker. */
export function knownRecord<T>(records: ReadonlyMap<string, T>, id: string): T {
  const found = records.get(id);
  if (found === undefined) throw new Error(`the checked content names an unknown id: ${id}`);
  return found;
}
