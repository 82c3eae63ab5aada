import { questionIn } from './address.ts';
import { memory, REMEMBERED } from './browser-storage.ts';
import { type Asked, ask, type Reply } from './endpoint.ts';
import { EXAMPLES } from './examples.ts';
import { operationNameOf, type Question, sameQuestion, variablesOf } from './question.ts';

export interface Opening {
  /** What the first visible tab holds. */
  question: Question;
  /** The tabs to make when the browser remembers none. */
  tabs: readonly Question[];
  /** Its answer, asked for before the editor is there; absent for what a person is still writing. */
  reply?: Promise<Reply>;
}

const [FIRST = { query: '', variables: '' }] = EXAMPLES;

/**
 * What the page opens with: the question in its address, else the tab of the last visit, else the first
 * example.
 */
export function openingOf(fragment: string): Opening {
  const shared = questionIn(fragment);
  if (shared) {
    const others = EXAMPLES.filter((each) => !sameQuestion(each, shared));
    return { question: shared, tabs: [shared, ...others], ...repliedTo(shared) };
  }
  const question = questionLeft() ?? FIRST;
  return { question, tabs: EXAMPLES, ...(isExample(question) ? repliedTo(question) : {}) };
}

/** What stood in the visible tab at the last visit. */
function questionLeft(): Question | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(memory.getItem(REMEMBERED.tabs) ?? '{}');
    const { query, variables } = tabs[activeTabIndex];
    return { query: String(query ?? ''), variables: String(variables ?? '') };
  } catch {
    return undefined;
  }
}

/** Whether it is a documented operation as it stands; such a one may be asked without being told to. */
export function isExample(question: Question): boolean {
  return EXAMPLES.some((each) => sameQuestion(each, question));
}

export function askedFor(question: Question): Asked {
  return {
    query: question.query,
    variables: variablesOf(question),
    operationName: operationNameOf(question.query),
  };
}

function repliedTo(question: Question): { reply: Promise<Reply> } | undefined {
  try {
    const asked = askedFor(question);
    return { reply: ask(asked, new AbortController().signal, true) };
  } catch {
    // Variables that are no JSON: the editor will say so.
    return undefined;
  }
}
