import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import type { Tie } from './find-charts.ts';

/** A participant in the chart. */
export interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Number of others that it is tied to. */
  readonly ties: number;
}

interface Layout {
  readonly nodes: ReadonlyMap<string, Placed>;
  readonly width: number;
  readonly height: number;
}

interface Body extends SimulationNodeDatum {
  readonly name: string;
  readonly radius: number;
}

/**
 * Steps of the simulation: enough for two hundred nodes to come to rest. d3-force uses a fixed seed, so the
 * same ties give the same layout.
 */
const STEPS = 260;

/** Half the width of a letter, so that the names of neighbours do not overlap either. */
const HALF_LETTER = 2.6;

/** Room for the names beside the outermost circles. */
const MARGIN = 60;

/** Where to draw each participant; those who met often are close together. */
export function layoutOf(ties: readonly Tie[]): Layout {
  const meetings = new Map<string, number>();
  const others = new Map<string, number>();
  for (const { a, b, meetings: n } of ties) {
    for (const name of [a, b]) {
      meetings.set(name, (meetings.get(name) ?? 0) + n);
      others.set(name, (others.get(name) ?? 0) + 1);
    }
  }
  const most = Math.max(...meetings.values(), 1);
  const bodies: Body[] = Array.from(meetings, ([name, n]) => ({
    name,
    radius: 4 + 12 * Math.sqrt(n / most),
  }));
  const strongest = Math.max(...ties.map(({ meetings: n }) => n), 1);
  const links = ties.map(({ a, b, meetings: n }) => ({ source: a, target: b, weight: n / strongest }));
  forceSimulation(bodies)
    .force(
      'ties',
      forceLink<Body, (typeof links)[number]>(links)
        .id(({ name }) => name)
        .distance(({ weight }) => 110 - 50 * weight)
        .strength(({ weight }) => 0.05 + 0.4 * weight),
    )
    .force('apart', forceManyBody().strength(-140))
    .force(
      'overlap',
      forceCollide<Body>(({ radius, name }) => Math.max(radius + 8, HALF_LETTER * name.length)),
    )
    .force('x', forceX().strength(0.05))
    .force('y', forceY().strength(0.08))
    .stop()
    .tick(STEPS);
  const xs = bodies.map(({ x = 0 }) => x);
  const ys = bodies.map(({ y = 0 }) => y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN / 2];
  const nodes = bodies.map(
    ({ name, radius, x = 0, y = 0 }) =>
      [name, { name, radius, ties: others.get(name) ?? 0, x: x - left, y: y - top }] as const,
  );
  return {
    nodes: new Map(nodes),
    width: Math.max(...xs) - left + MARGIN,
    height: Math.max(...ys) - top + MARGIN / 2,
  };
}
