interface Configuration {
  readonly FunctionName: string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** The environment variables of a deployed function whose name begins so, with every reference resolved. */
export async function deployedEnvironment(
  address: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${address}/2015-03-31/functions/`);
  const { Functions } = (await answer.json()) as { Functions: Configuration[] };
  const found = Functions.find(({ FunctionName }) => FunctionName.startsWith(name));
  if (!found) throw new Error(`no function ${name}… was deployed`);
  return found.Environment?.Variables ?? {};
}
