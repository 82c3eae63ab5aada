import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** The folder of the clients' programs, which has packages of its own. */
export const APP = fileURLToPath(new URL('./app/', import.meta.url));

/** Why the clients cannot run and what to do about it; undefined when they can. */
export const missingClients: string | undefined = existsSync(`${APP}node_modules`)
  ? undefined
  : 'the clients are not installed; npm ci --prefix test/clients/app';

/**
 * Runs one of the clients' tools, given as the path of its script in node_modules.
 *
 * @throws Error with all that the tool said when it fails
 */
export async function tool(script: string, ...args: readonly string[]): Promise<string> {
  return node(`node_modules/${script}`, ...args);
}

/** What a client's program prints, bundled as front-ends bundle it and pointed to an endpoint. */
export async function program(name: string, endpoint: string): Promise<unknown> {
  const outfile = `${APP}generated/run/${name}.mjs`;
  await build({
    entryPoints: [`${APP}src/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    // Some clients are CommonJS inside.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return JSON.parse(await node(outfile, endpoint));
}

async function node(script: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: APP });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${script} failed:\n${stdout}${stderr}`);
  }
}
