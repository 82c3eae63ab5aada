import type { Span } from '../days.ts';

/** What the description of a visit says about a session of the UN General Assembly. */
export interface SessionSaid {
  /** Whether the visit itself took place at the session; a visit to Washington during the session did not. */
  readonly around: boolean;
  /** Whether the President was met there. */
  readonly withPresident: boolean;
}

const ASSEMBLY =
  '(?:the |a |an )?(?:\\w+ (?:session|meeting) of the )?(?:U\\.?N\\.?|United Nations) General Assembly';
/** Only regular sessions: too little is printed about special ones to tell them apart. */
const OTHER = /Special Session|Emergency Session|President of the U\.?N/;
const MET_THERE = new RegExp(
  `^(?:Informal meetings? with|Met|Discussed|Participated|Private visit)\\b.*\\b(?:at(?: at)?|during|while attending) ${ASSEMBLY}`,
);
const THERE = new RegExp(
  `\\b(?:attend(?:ed|ing)|[Aa]ddress(?:ed|ing)|delegation to|meeting of|session of|at) ${ASSEMBLY}|\\battending (?:a )?session of the (?:U\\.?N\\.?) General Assembly`,
);

/**
 * What the sentences of a description say about a regular session, which leaders attend in autumn; undefined
 * if they say nothing.
 */
export function sessionIn(sentences: readonly string[], { start }: Span): SessionSaid | undefined {
  if (start.slice(5) < '09-10') return undefined;
  const saying = sentences.filter((sentence) => THERE.test(sentence) && !OTHER.test(sentence));
  if (saying.length === 0) return undefined;
  const met = saying.find((sentence) => MET_THERE.test(sentence) && !/\bWashington\b/.test(sentence));
  return { around: met !== undefined, withPresident: met !== undefined && /\bwith President\b/.test(met) };
}
