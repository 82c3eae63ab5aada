/** The record of this id. That there is none is a defect of the checker. */
export function must<T>(records: ReadonlyMap<string, T>, id: string): T {
  const found = records.get(id);
  if (found === undefined) throw new Error(`the checked content names an unknown id: ${id}`);
  return found;
}
