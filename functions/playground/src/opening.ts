import { questionIn } from './address.ts';
import { memory, REMEMBERED } from './browser-storage.ts';
import { type Asked, ask, type Reply } from './endpoint.ts';
import { EXAMPLES } from './examples.ts';
import { operationNameOf, type Question, sameQuestion, variablesOf } from './question.ts';

export interface Opening {
  /** The contents of the first visible tab. */
  question: Question;
  /** The tabs to create if the browser has none stored. */
  tabs: readonly Question[];
  /**
   * Its answer, requested before the editor has loaded; absent for a query that the user is still writing.
   */
  reply?: Promise<Reply>;
}

const [FIRST = { query: '', variables: '' }] = EXAMPLES;

/**
 * What the page opens with: the query in its address, else the tab of the last visit, else the first example.
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

/** The contents of the visible tab at the last visit. */
function questionLeft(): Question | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(memory.getItem(REMEMBERED.tabs) ?? '{}');
    const { query, variables } = tabs[activeTabIndex];
    return { query: String(query ?? ''), variables: String(variables ?? '') };
  } catch {
    return undefined;
  }
}

/** Whether the query is an unchanged documented operation, which may run without being asked to. */
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
    // The variables are not JSON; the editor will report it.
    return undefined;
  }
}
