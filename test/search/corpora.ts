import fc from 'fast-check';
import type { Corpus } from '../../schema/record/corpus.ts';
import { corpora } from '../support/corpora.ts';

/**
 * Words in three scripts, some of which begin alike, differ only in accents, or are written without blanks.
 */
const WORDS = [
  ...['sanction', 'sanctions', 'Peace', 'peaceful', 'Çavuşoğlu', 'cavus', 'al-Assad', 'Assad', 'G20', 'the'],
  ...['санкции', 'Ёлка', 'елки', 'мир', 'МИР'],
  ...['国务委员', '国务', '委员会', '王毅', '中国', '中', '峰会G20', '국제회의', '회의'],
  ...['السلام', 'سلام'],
];

const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).chain((words) =>
  fc
    .array(fc.constantFrom(' ', ' ', ' ', ', ', '。', '-'), {
      minLength: words.length,
      maxLength: words.length,
    })
    .map((between) => words.map((word, at) => `${word}${between[at]}`).join('')),
);

const NAMES: Readonly<Record<string, readonly string[]>> = {
  ann: ['Ann Peace', 'Анна Мир', '王安'],
  ben: ['Bashar al-Assad', 'بشار السلام'],
  cyd: ['Mevlüt Çavuşoğlu', '国务'],
  'state-0': ['China', '中国', 'Китай'],
  'state-1': ['Peaceland'],
};

/** Corpora as those of the lists, in which something is said. */
export const spokenCorpora = (size: number): fc.Arbitrary<Corpus> =>
  fc
    .tuple(
      corpora(size),
      fc.array(text, { minLength: 40, maxLength: 40 }),
      fc.array(fc.nat(39), { minLength: 20, maxLength: 20 }),
    )
    .map(([corpus, texts, draws]) => {
      let drawn = 0;
      const draw = () => texts[((draws[drawn++ % draws.length] ?? 0) + drawn) % texts.length] ?? '';
      const isLucky = () => (draws[drawn++ % draws.length] ?? 0) % 3 === 0;
      return {
        ...corpus,
        participants: corpus.participants.map((each) => {
          const [name, ...others] = NAMES[each.id] ?? [];
          return name === undefined
            ? each
            : { ...each, name, names: others.map((other) => ({ name: other })) };
        }),
        topics: corpus.topics.map((topic) =>
          topic.id === 'b'
            ? { ...topic, prefLabel: 'Peace 中国', description: draw() }
            : topic.id === 'f'
              ? { ...topic, description: draw() }
              : topic,
        ),
        series: corpus.series.map((each) => (isLucky() ? { ...each, name: draw() } : each)),
        meetings: corpus.meetings.map((meeting) => ({
          ...meeting,
          title: draw(),
          ...(meeting.place && isLucky() ? { place: { ...meeting.place, city: draw() } } : {}),
          ...(isLucky() ? { note: draw() } : {}),
          documents: isLucky() ? [{ id: 'paper', title: draw(), kind: 'treaty', signedBy: [] }] : [],
          participants: meeting.participants.map((each) => (isLucky() ? { ...each, office: draw() } : each)),
          readouts: meeting.readouts.map((readout, at) => ({
            ...readout,
            language: at === 0 ? 'en' : isLucky() ? 'zh-Hans' : 'zh',
            ...(isLucky() ? { title: draw() } : {}),
          })),
          statements: meeting.statements.map((statement) => ({
            ...statement,
            text: draw(),
            ...(isLucky() ? { quote: draw() } : {}),
          })),
        })),
      };
    });

const word = fc.constantFrom(...WORDS, 'peac', 'nothing', 'Ann', 'Китай', '務', '务委', '毅', '20');
const term = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`) },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `"${a}${b}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'sanct*',
      'pea*',
      'Çav*',
      'al-As*',
      'сан*',
      'ёл*',
      '国务*',
      'سل*',
      'G2*',
      '峰会G2*',
    ),
  },
);
const group = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' OR '));

/**
 * Queries of one to three terms that all must be found, each with its alternatives, and one at most that must
 * not.
 */
export const queries: fc.Arbitrary<string> = fc
  .tuple(fc.array(group, { minLength: 1, maxLength: 3 }), fc.option(term, { nil: undefined, freq: 3 }))
  .map(([groups, without]) => [...groups, ...(without === undefined ? [] : [`-${without}`])].join(' '));
