/**
 * What can be charted in an answer, recognized only by the shape of the data, because an operation may alias
 * its fields.
 */
export type Chart = BarChart | ColumnChart | NetworkChart | ComparisonChart;

export interface BarChart {
  readonly kind: 'bars';
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly count: number }[];
}

export interface ColumnChart {
  readonly kind: 'columns';
  readonly title: string;
  /** In chronological order; `label` is the first day of the bucket, `YYYY-MM-DD`. */
  readonly columns: readonly { readonly label: string; readonly count: number }[];
}

export interface NetworkChart {
  readonly kind: 'network';
  readonly title: string;
  readonly ties: readonly Tie[];
}

/** Two participants who met, by name. */
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly meetings: number;
}

export interface ComparisonChart {
  readonly kind: 'comparison';
  readonly title: string;
  readonly left: string;
  readonly right: string;
  readonly topics: readonly {
    readonly label: string;
    readonly left: number;
    readonly right: number;
    readonly agreement: string;
  }[];
}

/** Nobody looks at more charts than this; an answer with twenty facet lists shows the first ones. */
const CHART_LIMIT = 12;

type Json = Readonly<Record<string, unknown>>;

/** The charts in the `data` of an answer, in the order of the answer. */
export function findCharts(data: unknown): readonly Chart[] {
  const charts: Chart[] = [];
  const visit = (value: unknown, name: string): void => {
    if (charts.length >= CHART_LIMIT) return;
    if (Array.isArray(value)) {
      const drawn = chartsOfList(value.filter(isObject), name);
      charts.push(...drawn);
      if (drawn.length === 0) for (const entry of value) visit(entry, name);
    } else if (isObject(value)) {
      const chart = networkIn(value, name) ?? comparisonIn(value, name) ?? facetIn(value);
      if (chart) charts.push(chart);
      else for (const key in value) visit(value[key], key);
    }
  };
  visit(data, 'answer');
  return withDistinctTitles(charts.slice(0, CHART_LIMIT));
}

function withDistinctTitles(charts: readonly Chart[]): readonly Chart[] {
  const times = new Map<string, number>();
  return charts.map((chart) => {
    const time = (times.get(chart.title) ?? 0) + 1;
    times.set(chart.title, time);
    return time === 1 ? chart : { ...chart, title: `${chart.title} (${time})` };
  });
}

function facetIn({ field, values }: Json): BarChart | undefined {
  if (!Array.isArray(values)) return undefined;
  const bars = values.filter(isObject).flatMap(({ label, value, count }) => barOf(label ?? value, count));
  return bars.length > 0 ? { kind: 'bars', title: titleOf(String(field ?? 'facet')), bars } : undefined;
}

function chartsOfList(entries: readonly Json[], name: string): readonly Chart[] {
  const timelines = timelinesIn(entries, name);
  if (timelines.length > 0) return timelines;
  const bars = entries.flatMap(({ participant, meetings }) => barOf(nameOf(participant), meetings));
  if (bars.length > 1 && bars.length === entries.length)
    return [{ kind: 'bars', title: titleOf(name), bars }];
  return [];
}

/** A timeline, or one for each party; buckets without a party then hold the statements of all others. */
function timelinesIn(entries: readonly Json[], name: string): readonly ColumnChart[] {
  const columns = entries.flatMap(({ start, statements, meetings, party }) =>
    barOf(start, statements ?? meetings).map((bar) => ({ ...bar, party: nameOf(party) })),
  );
  if (columns.length < 2 || columns.length < entries.length || !columns.every(({ label }) => isDay(label)))
    return [];
  const isByParty = columns.some(({ party }) => party !== undefined);
  const groups = Map.groupBy(columns, ({ party }) => party);
  // If the parties' names were not selected, the same days repeat.
  const hasDays = (group: typeof columns) => new Set(group.map(({ label }) => label)).size === group.length;
  if (![...groups.values()].every(hasDays)) return [];
  return Array.from(
    groups,
    ([party, group]): ColumnChart => ({
      kind: 'columns',
      title: isByParty ? `${titleOf(name)}: ${party ?? 'others'}` : titleOf(name),
      columns: group.map(({ label, count }) => ({ label, count })),
    }),
  );
}

function networkIn({ edges }: Json, name: string): NetworkChart | undefined {
  if (!Array.isArray(edges)) return undefined;
  const labelOf = labelsOf(edges.filter(isObject).flatMap(({ a, b }) => [a, b]));
  const ties = edges.filter(isObject).flatMap(({ a, b, meetings }): Tie[] => {
    const [first, second] = [labelOf(a), labelOf(b)];
    return first && second ? [{ a: first, b: second, meetings: Number(meetings ?? 1) }] : [];
  });
  return ties.length > 0 ? { kind: 'network', title: titleOf(name), ties } : undefined;
}

function comparisonIn({ topics, left, right }: Json, name: string): ComparisonChart | undefined {
  if (!Array.isArray(topics)) return undefined;
  const compared = topics.filter(isObject).flatMap((entry) => {
    const label = isObject(entry.topic) ? entry.topic.prefLabel : undefined;
    if (typeof label !== 'string' || typeof entry.agreement !== 'string') return [];
    return [{ label, left: lengthOf(entry.left), right: lengthOf(entry.right), agreement: entry.agreement }];
  });
  if (compared.length === 0) return undefined;
  return {
    kind: 'comparison',
    title: titleOf(name),
    left: publisherOf(left) ?? 'Left account',
    right: publisherOf(right) ?? 'Right account',
    topics: compared,
  };
}

function barOf(label: unknown, count: unknown): { label: string; count: number }[] {
  return typeof label === 'string' && typeof count === 'number' ? [{ label, count }] : [];
}

function nameOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const name = value.name ?? value.slug;
  return typeof name === 'string' ? name : undefined;
}

/** Labels participants by name; participants with the same name also get their slug, if the answer has it. */
function labelsOf(participants: readonly unknown[]): (participant: unknown) => string | undefined {
  const slugs = new Map<string, Set<string>>();
  for (const participant of participants.filter(isObject)) {
    const name = nameOf(participant);
    if (name === undefined || typeof participant.slug !== 'string') continue;
    slugs.set(name, (slugs.get(name) ?? new Set()).add(participant.slug));
  }
  return (participant) => {
    const name = nameOf(participant);
    if (!isObject(participant) || typeof participant.slug !== 'string') return name;
    return name !== undefined && (slugs.get(name)?.size ?? 0) > 1 ? `${name} (${participant.slug})` : name;
  };
}

function publisherOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const { publisher, party } = value;
  const side = nameOf(party);
  if (typeof publisher !== 'string') return side;
  return side === undefined ? publisher : `${publisher} (${side})`;
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
const isDay = (label: string): boolean => /^\d{4}-\d\d-\d\d$/.test(label);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `PUBLISHER` and `byYear` as headings. */
function titleOf(name: string): string {
  const words = /^[A-Z_]+$/.test(name)
    ? name.toLowerCase().replaceAll('_', ' ')
    : name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
