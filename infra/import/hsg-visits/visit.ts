/** One visit as printed by the source, with whitespace collapsed and nothing interpreted. */
export interface Visit {
  readonly file: string;
  /** Line on which the visit begins. */
  readonly line: number;
  readonly id: string;
  /** `YYYY-MM-DD`, if the source is right. */
  readonly start: string;
  readonly end: string;
  /** One or more titles and names: `President Francesco Cossiga and Prime Minister Giulio Andreotti`. */
  readonly visitor: string;
  /** Name of the country's page at the source. */
  readonly slug: string;
  /** The country as printed: `U.S.S.R.`. */
  readonly label: string;
  readonly description: string;
}
