/** The file of the search index of what is live in a database, beside its folder. */
export const indexOf = (data: string): string => `${data}.index`;
