import { styleText } from 'node:util';
import type { Config } from '../stacks/config.ts';
import { accountIn } from './account.ts';
import { CHECKS, type Finding, type Patient } from './doctor-checks.ts';
import { OperatorError } from './operator-error.ts';
import { deployedStage } from './stage.ts';

/**
 * Checks an account and a stage, and prints a line for each: ok, or what to do.
 *
 * @returns the exit code: 1 if there is something to do
 */
export async function doctor(config: Config): Promise<number> {
  let account: string;
  try {
    account = await accountIn(config.region);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    print('account', { ok: false, says: error.message });
    return 1;
  }
  print('account', { ok: true, says: `${account}, region ${config.region}` });
  const patient: Patient = { config, account, deployed: await deployedStage(config) };
  let isWell = true;
  for (const [name, check] of Object.entries(CHECKS)) {
    for (const finding of await findingsOf(patient, check)) {
      print(name, finding);
      isWell &&= finding.ok;
    }
  }
  return isWell ? 0 : 1;
}

/** A check that lacks permission, or gets no response from AWS, is a finding like any other. */
async function findingsOf(
  patient: Patient,
  check: (typeof CHECKS)[keyof typeof CHECKS],
): Promise<readonly Finding[]> {
  try {
    return [await check(patient)].flat();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
    return [{ ok: false, says: `could not be checked: ${name}: ${message}` }];
  }
}

function print(name: string, { ok, says }: Finding): void {
  const mark = ok ? styleText('green', 'ok   ') : styleText('red', 'to do');
  console.log(`${mark}  ${name.padEnd(12)}  ${says}`);
}
