import { setTimeout as delay } from 'node:timers/promises';
import type { Pluggable } from '@smithy/types';

/**
 * Milliseconds after its start during which a process retries a denied request, and how long it waits between
 * tries. A new role's policy does not take effect everywhere at once
 * (docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, "Changes that I make are not always
 * immediately visible"), and a first deploy uses its roles within seconds of creating them.
 */
const PROPAGATION = 30_000;
const PAUSE = 2_000;

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && /^AccessDenied(Exception)?$/.test(error.name);

/** Client middleware that retries while the role's rights may not have taken effect. */
export const awaitRights = <Input extends object, Output extends object>(): Pluggable<Input, Output> => ({
  applyToStack(stack) {
    stack.add(
      (next) => async (args) => {
        for (;;) {
          try {
            return await next(args);
          } catch (error) {
            if (!isRefusal(error) || process.uptime() * 1_000 > PROPAGATION) throw error;
            await delay(PAUSE);
          }
        }
      },
      { step: 'initialize', name: 'awaitRights' },
    );
  },
});
