/**
 * The cycles of a directed graph, each as the ids along it, smallest first; found depth-first, starting with
 * the smallest id. Every cyclic graph yields at least one cycle. Not recursive, because a chain may be as
 * long as the corpus.
 */
export function cyclesOf(nextOf: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles = new Map<string, string[]>();
  for (const root of [...nextOf.keys()].sort()) {
    const trail: { id: string; ahead: string[] }[] = [];
    const onTrail = new Set<string>();
    const enter = (id: string) => {
      const next = nextOf.get(id);
      if (!next || done.has(id)) return;
      onTrail.add(id);
      trail.push({ id, ahead: next.toReversed() });
    };
    enter(root);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const id = top.ahead.pop();
      if (id === undefined) {
        done.add(top.id);
        onTrail.delete(top.id);
        trail.pop();
      } else if (onTrail.has(id)) {
        const ids = trail.map((step) => step.id);
        const cycle = turned(ids.slice(ids.indexOf(id)));
        cycles.set(cycle.join(), cycle);
      } else enter(id);
    }
  }
  return [...cycles.values()];
}

function turned(ids: string[]): string[] {
  const least = ids.indexOf(ids.toSorted()[0] ?? '');
  return [...ids.slice(least), ...ids.slice(0, least)];
}
