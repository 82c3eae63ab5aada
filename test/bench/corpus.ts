import { iso31661 } from 'iso-3166';
import type * as z from 'zod';
import type { meetingLine } from '../../schema/record/meeting.ts';
import type { participant } from '../../schema/record/participant.ts';
import type { topic } from '../../schema/record/topic.ts';
import { slug } from '../../schema/record/value/id.ts';
import { createRandom, createSkew, type Random } from './random.ts';

type MeetingRecord = z.input<typeof meetingLine>;
type ParticipantRecord = z.input<typeof participant>;
type TopicRecord = z.input<typeof topic>;

/**
 * A made-up corpus of the wanted size, the same for the same size on every machine. A few states and persons
 * are in most meetings and the others in a long tail; two meetings in a hundred are summits of 30 to 50
 * parties; topics form a tree seven levels deep.
 */
export interface MadeCorpus {
  readonly participants: readonly ParticipantRecord[];
  readonly topics: readonly TopicRecord[];
  meetings(): Generator<MeetingRecord, void>;
}

const TOPICS = 300;
const DEPTH = 7;
const FIRST_YEAR = 1945;
const YEARS = 80;

export function makeCorpus(size: number): MadeCorpus {
  const random = createRandom(size);
  const states = iso31661.map(
    ({ alpha2, name }): ParticipantRecord => ({ id: slug(name), kind: 'STATE', name, country: alpha2 }),
  );
  shuffle(states, random);
  const persons = states.map((state) => makePersons(state, Math.max(2, Math.round(size / 5_000)), random));
  const topics = makeTopics(random);
  return {
    participants: [...states, ...persons.flat()],
    topics,
    meetings: function* () {
      const draws = createDraws(states, persons, topics, createRandom(size + 1));
      for (let number = 1; number <= size; number += 1) yield draws.meeting(number);
    },
  };
}

function makePersons(state: ParticipantRecord, count: number, random: Random): ParticipantRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${state.id}-person-${index + 1}`,
    kind: 'PERSON',
    name: `${makeName(random)} ${makeName(random)}`,
    ...(state.country === undefined ? {} : { country: state.country }),
  }));
}

const SYLLABLES = 'ka lo mi ren sha to vi na du bel or han ji za pe um ar si ko len'.split(' ');

function makeName(random: Random): string {
  const name = Array.from({ length: random.between(2, 3) }, () => pick(SYLLABLES, random)).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function makeTopics(random: Random): TopicRecord[] {
  const depths: number[] = [];
  return Array.from({ length: TOPICS }, (_, index) => {
    const above = index < 5 ? -1 : drawAbove(depths, index, random);
    depths.push(above < 0 ? 1 : (depths[above] ?? 0) + 1);
    return {
      id: `topic-${index + 1}`,
      prefLabel: `Topic ${index + 1}`,
      broader: above < 0 ? [] : [`topic-${above + 1}`],
    };
  });
}

/** An earlier topic that is not at the bottom yet; late ones are preferred, which makes the tree deep. */
function drawAbove(depths: readonly number[], index: number, random: Random): number {
  for (;;) {
    const above = Math.max(random.below(index), random.below(index));
    if ((depths[above] ?? DEPTH) < DEPTH) return above;
  }
}

const OFFICES = ['President', 'Prime Minister', 'Minister of Foreign Affairs', 'Special Envoy', 'Ambassador'];
const PUBLISHERS = ['Ministry of Foreign Affairs', 'Office of the President', 'National News Agency'];
const MODES = ['QUOTED', 'REPORTED', 'JOINT'] as const;
const STANCES = ['SUPPORTS', 'OPPOSES', 'CALLS_FOR', 'NEUTRAL'] as const;

function createDraws(
  states: readonly ParticipantRecord[],
  persons: readonly (readonly ParticipantRecord[])[],
  topics: readonly TopicRecord[],
  random: Random,
) {
  const skewOfStates = createSkew(states.length);
  const skewOfPersons = createSkew(persons[0]?.length ?? 0);
  const skewOfTopics = createSkew(topics.length);

  function parties(count: number): number[] {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(skewOfStates(random));
    return [...drawn];
  }

  function statement(
    who: readonly { who: string }[],
    position: number,
  ): NonNullable<MeetingRecord['statements']>[number] {
    const about = new Set(Array.from({ length: random.between(1, 2) }, () => skewOfTopics(random)));
    return {
      id: `s${position}`,
      by: [pick(who, random).who],
      to: [],
      mode: pick(MODES, random),
      text: `${makeName(random)} said that ${Array.from({ length: 20 }, () => makeName(random).toLowerCase()).join(' ')}.`,
      topics: [...about].map((index) => topics[index]?.id ?? ''),
      stance: pick(STANCES, random),
      cite: { readout: 'one', at: `paragraph ${random.between(1, 12)}` },
    };
  }

  return {
    meeting(number: number): MeetingRecord {
      const { form, count } = drawForm(random);
      const there = parties(count);
      const host = states[there[0] ?? 0];
      const participants = there.map((index, place): MeetingRecord['participants'][number] => ({
        who: persons[index]?.[skewOfPersons(random)]?.id ?? '',
        for: states[index]?.id ?? '',
        office: pick(OFFICES, random),
        role: place === 0 ? 'HOST' : 'GUEST',
      }));
      const date = drawDate(random);
      return {
        id: `${date.slice(0, 10)}-meeting-${number}`,
        title: `${host?.name ?? ''} and ${count - 1} others meet in ${makeName(random)}`,
        form,
        status: random.below(50) === 0 ? 'CANCELLED' : 'HELD',
        date,
        ...(form === 'CALL' || host?.country === undefined
          ? {}
          : { place: { city: makeName(random), country: host.country } }),
        participants,
        readouts: [
          {
            id: 'one',
            by: host?.id ?? '',
            publisher: pick(PUBLISHERS, random),
            title: `Readout of meeting ${number}`,
            url: `https://example.org/readouts/${number}`,
            language: 'en',
          },
        ],
        statements: Array.from({ length: drawStatements(random) }, (_, index) =>
          statement(participants, index + 1),
        ),
      };
    },
  };
}

function drawForm(random: Random): { form: MeetingRecord['form']; count: number } {
  const draw = random.below(100);
  if (draw < 60) return { form: 'BILATERAL', count: 2 };
  if (draw < 72) return { form: 'CALL', count: 2 };
  if (draw < 84) return { form: 'VISIT', count: 2 };
  if (draw < 91) return { form: 'TRILATERAL', count: 3 };
  if (draw < 98) return { form: 'MULTILATERAL', count: random.between(4, 12) };
  return { form: 'SUMMIT', count: random.between(30, 50) };
}

/** Most meetings have none on record, few have many. */
function drawStatements(random: Random): number {
  const draw = random.below(20);
  return draw < 14 ? 0 : draw < 19 ? random.between(1, 2) : random.between(3, 8);
}

/** Recent years have more meetings; one in ten lasts some days. */
function drawDate(random: Random): string {
  const year = FIRST_YEAR + Math.max(random.below(YEARS), random.below(YEARS));
  const start = new Date(Date.UTC(year, 0, 1 + random.below(365)));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  if (random.below(10) > 0) return day(start);
  return `${day(start)}/${day(new Date(start.getTime() + random.between(1, 4) * 86_400_000))}`;
}

function pick<T>(values: readonly T[], random: Random): T {
  const value = values[random.below(values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function shuffle<T>(values: T[], random: Random): void {
  for (let place = values.length - 1; place > 0; place -= 1) {
    const other = random.below(place + 1);
    [values[place], values[other]] = [values[other] as T, values[place] as T];
  }
}
