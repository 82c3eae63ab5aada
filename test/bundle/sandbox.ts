import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type Outcome, type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import { RUNTIME_CLIENT } from './runtime-client.ts';
import type { FunctionConfiguration } from './template-function.ts';

/**
 * An execution environment as Lambda runs it: AWS's runtime client with the deployed code, handler,
 * environment, memory and timeout. It starts with the first invocation, is used again by the next, and is
 * replaced when it ends or takes too long.
 */
export interface Sandbox {
  /** Rejects when init fails, with what the runtime reported. */
  invoke(event: unknown): Promise<Outcome | { readonly kind: 'timed out' | 'ended' }>;
  /** All that the function has written. */
  log(): string;
  /** Environments started so far. */
  readonly starts: number;
  /** Milliseconds from the start of the last one to its first request for an invocation. */
  readonly initMs: number;
  stop(): Promise<void>;
}

/** How the runtime is started: Lambda's own has more flags than an ordinary Node. */
export interface Runtime {
  readonly node?: string;
  readonly flags?: readonly string[];
}

interface Running {
  readonly child: ChildProcess;
  readonly api: RuntimeApi;
}

/** @param environment variables that the template leaves open, and where the services are */
export function createSandbox(
  configuration: FunctionConfiguration,
  environment: Record<string, string>,
  { node = process.execPath, flags = [] }: Runtime = {},
): Sandbox {
  let running: Running | undefined;
  let log = '';
  let starts = 0;
  let initMs = 0;

  async function start(): Promise<Running> {
    const api = await startRuntimeApi();
    starts += 1;
    const started = performance.now();
    const child = spawn(
      node,
      [...flags, `--max-old-space-size=${Math.floor(configuration.memory * 0.9)}`, RUNTIME_CLIENT],
      {
        cwd: configuration.code,
        env: {
          ...configuration.environment,
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          ...environment,
          PATH: process.env.PATH ?? '',
          AWS_REGION: 'us-east-1',
          AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
          AWS_LAMBDA_FUNCTION_NAME: 'under-test',
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memory),
          AWS_LAMBDA_LOG_FORMAT: 'JSON',
          AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/under-test',
          AWS_LAMBDA_LOG_STREAM_NAME: 'one',
          AWS_LAMBDA_RUNTIME_API: api.address,
          LAMBDA_TASK_ROOT: configuration.code,
          _HANDLER: configuration.handler,
        },
      },
    );
    const note = (chunk: Buffer) => {
      log += chunk.toString();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    running = { child, api };
    try {
      await Promise.race([
        api.ready,
        once(child, 'exit').then(() => Promise.reject(new Error('the runtime ended'))),
      ]);
    } catch (error) {
      await end();
      throw error;
    }
    initMs = performance.now() - started;
    return running;
  }

  async function end(): Promise<void> {
    const ending = running;
    running = undefined;
    if (!ending) return;
    if (ending.child.exitCode === null && ending.child.signalCode === null) {
      const gone = once(ending.child, 'exit');
      ending.child.kill('SIGKILL');
      await gone;
    }
    await ending.api.close();
  }

  async function invoke(event: unknown): ReturnType<Sandbox['invoke']> {
    const { api, child } = running ?? (await start());
    const limit = configuration.timeout * 1_000;
    const waiting = new AbortController();
    const { signal } = waiting;
    try {
      const outcome = await Promise.race([
        api.invoke(event, limit),
        delay(limit, { kind: 'timed out' } as const, { signal }),
        once(child, 'exit', { signal }).then(() => ({ kind: 'ended' }) as const),
      ]);
      // An environment that ended between two invocations is replaced without anybody noticing.
      const isUntouched = outcome.kind === 'ended' && api.isWaiting;
      if (outcome.kind === 'timed out' || outcome.kind === 'ended') await end();
      return isUntouched ? await invoke(event) : outcome;
    } finally {
      waiting.abort();
    }
  }

  return {
    invoke,
    log: () => log,
    get starts() {
      return starts;
    },
    get initMs() {
      return initMs;
    },
    stop: end,
  };
}
