import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firstLayout, group, list } from '../../schema/store/keys.ts';
import { projectFiles } from '../support/project-files.ts';

/** What the keys of groups and lists begin with, as text or before a value that is put in. */
const PREFIXES: ReadonlySet<string> = new Set(
  [
    ...[group.meeting(''), group.participant(''), group.topic(''), group.series(''), group.manifest(0)],
    ...[list.meetingsOfYear(0), list.meetingsInCountry(''), list.meetingsWithin('')].map(({ name }) => name),
    ...[list.meetingsOfSeries(''), list.statementsOfYear(0), list.topicsByLabel('')].map(({ name }) => name),
    ...[list.statementsOfParticipant(''), list.statementsOnTopic('')].map(({ name }) => name),
    ...[list.participants, list.participantsOfCountry(''), list.participantsByName('')].map(
      ({ name }) => name,
    ),
    ...[list.participantByIdentifier('', ''), list.topics, list.rootTopics].map(({ name }) => name),
    ...firstLayout.sealLists,
  ].map((key) => key.slice(0, key.indexOf('#') + 1)),
);

test('only keys.ts spells the keys of the table', () => {
  const files = projectFiles('functions/*.ts', 'infra/*.ts', 'schema/*.ts').filter(
    (file) => file !== 'schema/store/keys.ts',
  );
  const spelled = files.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/['"`]([A-Z]{1,3}#)|(['"`]DATASET['"`])/g),
      ([, prefix, name]) => ({
        file,
        key: prefix ?? name ?? '',
      }),
    ).filter(({ key }) => PREFIXES.has(key) || !key.endsWith('#')),
  );
  expect(PREFIXES.size).toBeGreaterThan(15);
  expect(spelled).toEqual([]);
});
