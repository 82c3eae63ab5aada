import * as z from 'zod';
import { officeAt } from './offices.ts';
import type { Found } from './party.ts';
import { STATE } from './state-pattern.ts';
import { type State, stateById, stateCalled } from './states.ts';
import { table } from './tables.ts';

/**
 * `the Foreign Ministers of France, Germany, and Qatar`, `Canadian and Mexican Presidents`,
 * `the King of Belgium`.
 */
export function holdersAt(text: string, day: string): Found | undefined {
  const plural =
    /^(?:the )?((?:(?:Acting|Deputy|Vice) )?(?:Presidents and Prime Ministers|Co-Presidents|Collective Presidency|Heads of State(?: (?:and|or) (?:of )?Government)?|Heads of Government|heads of state|(?:Foreign|Prime|Defense|Finance)(?: and (?:Defense|Finance))? Ministers?|Presidents?|Kings?|Queens?|Chancellors?|Foreign Secretar(?:y|ies)|Vice Presidents?|[Ll]eaders|Amirs?|Emirs?|Crown Princes?|[Ff]oreign [Mm]inisters|[Pp]residents|[Pp]rime [Mm]inisters)) of (?:the )?/.exec(
      text,
    );
  if (plural) {
    const { states, rest } = statesAt(text.slice(plural[0].length), day);
    if (states.length > 0)
      return {
        party: {
          kind: 'HOLDERS',
          states,
          office: plural[1] ?? '',
          printed: text.slice(0, text.length - rest.length),
        },
        rest,
      };
  }
  const listed = statesAt(text.replace(/^the /, ''), day);
  const after =
    /^ ((?:Foreign|Prime|Defense) (?:and (?:Defense|Finance) )?Ministers|Presidents|Foreign Secretaries|leaders|representatives)(?![\p{L}])/u.exec(
      listed.rest,
    );
  if (listed.states.length > 1 && after) {
    const rest = listed.rest.slice(after[0].length);
    return {
      party: {
        kind: 'HOLDERS',
        states: listed.states,
        office: after[1] ?? '',
        printed: text.slice(0, text.length - rest.length),
      },
      rest,
    };
  }
  // "negotiations with Iran": only states, with nothing after them that they could belong to.
  if (listed.states.length > 0 && /^(?:$|[.,;]| in | at | on | regarding | to )/.test(listed.rest))
    return {
      party: {
        kind: 'HOLDERS',
        states: listed.states,
        office: '',
        printed: text.slice(0, text.length - listed.rest.length),
      },
      rest: listed.rest,
    };
  return undefined;
}

const ONE = new RegExp(`^(?:the )?(${STATE})(?![\\p{L}-])`, 'u');

const GROUPS = table(
  z.array(z.strictObject({ called: z.array(z.string()), states: z.array(z.string()) })),
  new URL('state-groups.yaml', import.meta.url),
).flatMap(({ called, states }) => called.map((words) => ({ words, states: states.map(stateById) })));

/**
 * States in sequence: `Canada, France, and the Federal Republic of Germany`, or those of a group:
 * `the Baltic States`.
 */
export function statesAt(text: string, day: string): { states: State[]; rest: string } {
  const group = GROUPS.find(({ words }) => text.replace(/^the /, '').startsWith(words));
  if (group) return { states: group.states, rest: text.replace(/^the /, '').slice(group.words.length) };
  const states: State[] = [];
  let rest = text;
  let after = rest;
  for (let match = ONE.exec(rest); match; match = ONE.exec(rest)) {
    const state = stateCalled(match[1] ?? '', day);
    // "… and UN Special Envoy de Mistura": the state belongs to a person who follows.
    if (!state || officeAt(rest.slice(match[0].length).trim())) break;
    states.push(state);
    rest = rest.slice(match[0].length);
    after = rest;
    const next = /^(?:, and |, | and )/.exec(rest);
    if (!next || !ONE.test(rest.slice(next[0].length))) break;
    rest = rest.slice(next[0].length);
  }
  return { states, rest: after };
}
