import { brandWithType } from '@pothos/core';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { badArgument } from './errors.ts';
import { badId, type GlobalId, type NodeType, parseGlobalId, partsOfKey } from './global-id.ts';
import { ROW_PRICE } from './prices.ts';
import { Meeting, Participant, Readout, Series, Statement, Topic } from './refs.ts';

/** Maximum number of ids at once: what DynamoDB returns in one request. */
const NODES_LIMIT = 100;

const REFS = { Meeting, Participant, Topic, Series, Statement, Readout } as const;

const load: Readonly<Record<NodeType, (session: Context['session'], key: string) => Promise<object | null>>> =
  {
    Meeting: (session, key) => session.meeting(key),
    Participant: (session, key) => session.participant(key),
    Topic: (session, key) => session.topic(key),
    Series: (session, key) => session.series(key),
    Statement: (session, key) => session.statement(...partsOfKey(key)),
    Readout: (session, key) => session.readout(...partsOfKey(key)),
  };

/** The record with this id, as a node; null if there is none. */
export async function loadNode({ session }: Context, { type, key }: GlobalId): Promise<object | null> {
  const record = await load[type](session, key);
  if (record === null) return null;
  // A copy: the same record may also be the parent of another type, and must not carry the brand there.
  const node = { ...record };
  brandWithType(node, REFS[type]);
  return node;
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Returns the object with this id, or null if it no longer exists.',
    complexity: ROW_PRICE,
    args: { id: t.arg.id({ required: true, description: 'A global id from this endpoint.' }) },
    resolve: (_root, { id }, context) => {
      const parsed = parseGlobalId(id);
      if (!parsed) throw badId(id, parsed, 'node', 'id');
      return loadNode(context, parsed);
    },
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `Returns the objects with these ids, in the same order; at most ${NODES_LIMIT} ids. A bad id yields null in its place, and one error.`,
    args: { ids: t.arg.idList({ required: true, description: 'Global ids from this endpoint.' }) },
    complexity: ({ ids }) => {
      const count = Math.min(ids.length, NODES_LIMIT);
      return { field: ROW_PRICE * count, multiplier: count };
    },
    resolve: (_root, { ids }, context) => {
      if (ids.length > NODES_LIMIT) {
        throw badArgument('ids', `ids has ${ids.length} entries; give at most ${NODES_LIMIT}.`);
      }
      return ids.map((id, index) => {
        const parsed = parseGlobalId(id);
        return parsed ? loadNode(context, parsed) : Promise.reject(badId(id, parsed, 'node', `ids.${index}`));
      });
    },
  }),
}));
