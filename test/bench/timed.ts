import { cpuUsage } from 'node:process';
import { percentile } from './table.ts';

export interface QuestionCost {
  readonly question: string;
  /** The goal at 100,000 meetings; of a ratio without a unit. */
  readonly goal: number;
  /** Milliseconds of CPU of the process: what else the machine does shows less than on the clock. */
  readonly p50: number;
  readonly p95: number;
}

const ROUNDS = 100;
/** Before the rounds that count, so that V8 has compiled what it runs often. */
const WARM_UP = 20;

export function timed(question: string, goal: number, ask: () => unknown, rounds = ROUNDS): QuestionCost {
  for (let round = 0; round < Math.min(rounds, WARM_UP); round += 1) ask();
  return { question, goal, ...percentiles(Array.from({ length: rounds }, () => cpuOf(ask))) };
}

/** Questions that are compared with one another take turns. */
export function timedInTurn(one: () => unknown, other: () => unknown) {
  const times: [number, number][] = [];
  for (let round = 0; round < WARM_UP + ROUNDS * 10; round += 1) {
    const pair: [number, number] = [cpuOf(one), cpuOf(other)];
    if (round >= WARM_UP) times.push(pair);
  }
  return [percentiles(times.map(([time]) => time)), percentiles(times.map(([, time]) => time))] as const;
}

function cpuOf(ask: () => unknown): number {
  const from = cpuUsage();
  ask();
  const { user, system } = cpuUsage(from);
  return (user + system) / 1_000;
}

function percentiles(times: readonly number[]): { p50: number; p95: number } {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
