/** Where the endpoint is: the program's only argument. */
export const endpoint = process.argv[2] ?? 'http://localhost:4000/graphql';

/** Writes down what the client holds in the end, for the test that started the program. */
export function print(titles: readonly string[]): void {
  process.stdout.write(JSON.stringify(titles));
}
