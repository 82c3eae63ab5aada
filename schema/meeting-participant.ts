import { listOfEntries } from './analysis.ts';
import { builder } from './builder.ts';
import { type ConnectionArguments, connect, totalCount } from './connection.ts';
import type { Context } from './context.ts';
import { enumOf } from './enum.ts';
import { roles } from './record/vocabulary.ts';
import { Participant } from './refs.ts';
import { padded } from './store/keys.ts';
import type { Attendance, ParticipantRef } from './store/rows.ts';

const Role = enumOf('Role', roles);

/** What connects a meeting and a participant: the participant's role and office that day. */
interface MeetingParticipant extends Omit<Attendance, 'participant'> {
  readonly cursor: string;
  readonly node: ParticipantRef;
}

const MeetingParticipantEdge = builder.objectRef<MeetingParticipant>('MeetingParticipantEdge').implement({
  description: 'A participant of a meeting, with the role and office held that day.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'Position of this entry in the list, for `after` and `before`. The same on every page.',
    }),
    node: t.expose('node', { type: Participant, description: 'The participant.' }),
    role: t.expose('role', { type: Role, description: 'Role in the meeting.' }),
    office: t.exposeString('office', { nullable: true, description: 'Office held that day.' }),
    onBehalfOf: t.expose('onBehalfOf', {
      type: Participant,
      nullable: true,
      description: 'The state or organization that the participant represented that day.',
    }),
    remote: t.exposeBoolean('remote', {
      description: 'Whether the participant took part by video or telephone while others met in person.',
    }),
  }),
});

export const MeetingParticipantConnection = builder.connectionObject(
  {
    type: Participant,
    name: 'MeetingParticipantConnection',
    description: 'A page of the participants of a meeting.',
    fields: (t) => ({ totalCount: totalCount(t) }),
  },
  MeetingParticipantEdge,
);

/** A page of the participants of a meeting, in the order of the record. */
export function connectAttendances(
  context: Context,
  args: ConnectionArguments & { kind?: readonly ParticipantRef['kind'][] | null | undefined },
  meeting: string,
  attendances: readonly Attendance[],
) {
  const kinds = [...new Set(args.kind ?? [])].sort();
  const entries = attendances
    .map((value, index) => ({ at: padded(index + 1), value }))
    .filter(({ value }) => kinds.length === 0 || kinds.includes(value.participant.kind));
  const scope = ['attendances', meeting, kinds];
  return connect(
    context,
    scope,
    listOfEntries(entries),
    args,
    true,
    ({ participant: node, role, office, onBehalfOf, remote }) => ({
      node,
      role,
      office,
      onBehalfOf,
      remote,
    }),
  );
}
