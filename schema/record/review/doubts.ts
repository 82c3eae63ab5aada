import type { Meeting, Participant } from '../corpus.ts';
import type { Path } from '../read/problem.ts';
import type { Fault } from '../value/fault.ts';
import { isOfficialAddress } from './official-host.ts';

/** Something that may be right but deserves a second look: what was found, and what would settle it. */
interface Doubt extends Pick<Fault, 'found' | 'right'> {
  readonly path: Path;
}

/** What the review needs to know about a participant. */
export type Known = Pick<Participant, 'kind'> & { readonly country?: string | undefined };

/** The doubts about a valid meeting, in the order of its keys. */
export function doubtsAbout(meeting: Meeting, known: ReadonlyMap<string, Known>): Doubt[] {
  return [
    ...doubtsAboutForm(meeting, known),
    ...doubtsAboutPlace(meeting, known),
    ...doubtsAboutReadouts(meeting),
    ...doubtsAboutStatements(meeting),
  ];
}

const PARTIES = { BILATERAL: 2, TRILATERAL: 3 } as const;

function doubtsAboutForm(
  { form, participants, participantsKnown }: Meeting,
  known: ReadonlyMap<string, Known>,
): Doubt[] {
  // The number of parties in an incomplete list says nothing.
  if (participantsKnown === 'PARTIAL') return [];
  const partyOf = ({ who, for: party }: Meeting['participants'][number]) =>
    party ?? (known.get(who)?.kind === 'PERSON' ? undefined : who);
  const count = (presences: Meeting['participants']) =>
    new Set(presences.flatMap((presence) => partyOf(presence) ?? [])).size;
  const all = count(participants);
  const path = ['form'];
  if (form === 'MULTILATERAL')
    return all > 3
      ? []
      : [
          {
            path,
            found: `a MULTILATERAL meeting of ${parties(all)}`,
            right: 'list the others, or correct the form',
          },
        ];
  if (form !== 'BILATERAL' && form !== 'TRILATERAL') return [];
  // Whoever helps, observes or only hosts may or may not count as a party.
  const negotiating = count(
    participants.filter(
      ({ who, role }) =>
        role !== 'MEDIATOR' && role !== 'OBSERVER' && (role !== 'HOST' || known.get(who)?.kind === 'PERSON'),
    ),
  );
  const wanted = PARTIES[form];
  if (wanted <= all && wanted >= Math.min(negotiating, all)) return [];
  return [
    { path, found: `a ${form} meeting of ${parties(all)}`, right: 'list the others, or correct the form' },
  ];
}

const parties = (count: number): string => (count === 1 ? 'one party' : `${count} parties`);

function doubtsAboutPlace(
  { form, place, participants }: Meeting,
  known: ReadonlyMap<string, Known>,
): Doubt[] {
  if ((form === 'CALL' || form === 'VIDEO') && place)
    return [{ path: ['place'], found: `a place for a ${form}`, right: 'remove it, or correct the form' }];
  return participants.flatMap(({ who, for: party, role }, index): Doubt[] => {
    if (role !== 'HOST') return [];
    const path = ['participants', index, 'role'];
    if (place?.country === undefined)
      return [
        { path, found: 'a HOST, but the meeting has no country', right: 'give the place, or another role' },
      ];
    const own = known.get(party ?? who)?.country;
    if (own === undefined || own === place.country || isFormer(own) || isFormer(place.country)) return [];
    const right = 'someone who meets others in a third country is a PARTICIPANT';
    return [{ path, found: `a HOST of ${own} in ${place.country}`, right }];
  });
}

/** The territory of a former state belongs to other states now. */
const isFormer = (country: string): boolean => country.length > 2;

function doubtsAboutReadouts({ status, date, readouts }: Meeting): Doubt[] {
  return readouts.flatMap(({ by, url, provenance, published }, index): Doubt[] => {
    const doubts: Doubt[] = [];
    if (by !== undefined && url !== undefined && provenance === undefined && !isOfficialAddress(url))
      doubts.push({
        path: ['readouts', index, 'by'],
        found: `an account by "${by}" at an address that belongs to neither a government nor state media`,
        right: 'say in provenance what the page relays, or remove "by"',
      });
    if (status === 'HELD' && published !== undefined && published < date.start)
      doubts.push({
        path: ['readouts', index, 'published'],
        found: `an account published before the meeting began on ${date.start}`,
        right: 'check both dates',
      });
    return doubts;
  });
}

function doubtsAboutStatements({ date, statements }: Meeting): Doubt[] {
  return statements.flatMap((statement, index): Doubt[] => {
    const at = (...path: Path): Path => ['statements', index, ...path];
    const { by, mode, quote, setting, document, date: day } = statement;
    const doubts: Doubt[] = [];
    if (mode === 'QUOTED' && quote === undefined)
      doubts.push({
        path: at('mode'),
        found: 'QUOTED without a quote',
        right: 'add the words, or write REPORTED',
      });
    if (mode === 'JOINT' && by.length === 1)
      doubts.push({ path: at('by'), found: 'a JOINT statement by one speaker', right: 'name the others' });
    if (setting === 'DOCUMENT' && mode === 'JOINT' && document === undefined)
      doubts.push({
        path: at('setting'),
        found: 'a JOINT statement in a document that is not named',
        right: 'add it to documents and name its id under "document"',
      });
    if (day !== undefined && day === date.start && day === date.end)
      doubts.push({ path: at('date'), found: 'the day of the meeting itself', right: 'leave it out' });
    return doubts;
  });
}
