/** One trip as printed by the source, with whitespace collapsed and nothing interpreted. */
export interface Trip {
  readonly file: string;
  /** Line on which the trip begins. */
  readonly line: number;
  readonly id: string;
  readonly role: 'president' | 'secretary';
  /** Name of the traveller's page at the source. */
  readonly page: string;
  /** The traveller as printed. */
  readonly name: string;
  /** `YYYY-MM-DD`, if the source is right. */
  readonly start: string;
  readonly end: string;
  /** Name of the country's page at the source. */
  readonly slug: string;
  /** The country as printed: `U.S.S.R.`. */
  readonly label: string;
  /** One or more places: `Tel Aviv, Jerusalem`. */
  readonly locale: string;
  readonly remarks: string;
}
