interface Configuration {
  readonly FunctionName: string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** The environment variables of a deployed function whose name begins so, with every reference resolved. */
export async function deployedEnvironment(
  address: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  return (await deployedFunction(address, name)).Environment?.Variables ?? {};
}

/** Where a deployed function's code came from, as the emulator tells it. */
export async function codeLocation(address: string, name: string): Promise<string> {
  const { FunctionName } = await deployedFunction(address, name);
  return (await fetch(`${address}/2015-03-31/functions/${FunctionName}`)).text();
}

async function deployedFunction(address: string, name: string): Promise<Configuration> {
  const answer = await fetch(`${address}/2015-03-31/functions/`);
  const { Functions } = (await answer.json()) as { Functions: Configuration[] };
  const found = Functions.find(({ FunctionName }) => FunctionName.startsWith(name));
  if (!found) throw new Error(`no function ${name}… was deployed`);
  return found;
}
