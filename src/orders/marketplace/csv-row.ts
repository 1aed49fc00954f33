import { MarketplaceFileInvalid } from './marketplace-file-invalid.error.js';

const wholeNumber = /^(?:0|[1-9]\d{0,15})$/;
const time = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;
const day = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const id = /^\w+(?:[.-]\w+)*$/;
const longest = 64;

/** The texts of one line by their columns, read strictly: nothing is guessed, trimmed or rounded. */
export class CsvRow<Column extends string> {
  constructor(
    readonly file: string,
    readonly line: number,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  text(column: Column): string {
    return this.texts.get(column) ?? '';
  }

  /** @param most how many characters it may have */
  id(column: Column, most = longest): string {
    const text = this.text(column);
    if (text.length <= most && id.test(text)) return text;
    throw this.wrong(column, `1 to ${most} letters, digits and _, with single . or - between them`);
  }

  oneOf<Word extends string>(column: Column, words: readonly Word[]): Word {
    const text = this.text(column);
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    throw this.wrong(column, `one of ${words.join(', ')}`);
  }

  wholeNumber(column: Column, least = 0): number {
    const number = Number(this.text(column));
    if (wholeNumber.test(this.text(column)) && Number.isSafeInteger(number) && number >= least) return number;
    throw this.wrong(column, `a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}`);
  }

  time(column: Column): Date {
    const text = this.text(column);
    const moment = new Date(text);
    // The 30th of February would roll over into March.
    if (time.test(text) && moment.getTime() >= 0 && moment.toISOString().startsWith(text.slice(0, 19))) return moment;
    throw this.wrong(column, 'a time from 1970 on in UTC, YYYY-MM-DDThh:mm:ssZ');
  }

  timeOrNone(column: Column): Date | undefined {
    return this.text(column) === '' ? undefined : this.time(column);
  }

  day(column: Column): string {
    const text = this.text(column);
    const midnight = new Date(`${text}T00:00:00.000Z`);
    if (day.test(text) && midnight.getTime() >= 0 && midnight.toISOString().startsWith(text)) return text;
    throw this.wrong(column, 'a day of the calendar from 1970 on, YYYY-MM-DD');
  }

  wrong(column: Column, expected: string): MarketplaceFileInvalid {
    const text = JSON.stringify(this.text(column).slice(0, longest));
    return this.invalid(`has ${column} ${text}, not ${expected}`);
  }

  invalid(finding: string): MarketplaceFileInvalid {
    return new MarketplaceFileInvalid(this.file, this.line, finding);
  }
}
