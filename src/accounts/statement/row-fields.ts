import { StatementInvalid } from './statement-invalid.error.js';
import type { StatementColumn } from './statement-row.js';

const wholeNumber = /^(?:0|-?[1-9]\d{0,15})$/;
const day = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const id = /^\w+(?:[.-]\w+)*$/;
const longest = 64;
const visible = /^[^\p{C}\p{Z}]*$/u;

/** The texts of one line by their columns, read strictly: nothing is guessed, trimmed or rounded. */
export class RowFields {
  constructor(
    readonly file: string,
    readonly line: number,
    private readonly texts: ReadonlyMap<StatementColumn, string>,
  ) {}

  text(column: StatementColumn): string {
    return this.texts.get(column) ?? '';
  }

  id(column: StatementColumn): string {
    const text = this.text(column);
    if (text.length <= longest && id.test(text)) return text;
    throw this.wrong(column, `1 to ${longest} letters, digits and _, with single . or - between them`);
  }

  /** Text that says something to people only, empty if nobody said it. */
  word(column: StatementColumn): string {
    const text = this.text(column);
    if (text.length <= longest && visible.test(text)) return text;
    throw this.wrong(column, `at most ${longest} visible characters`);
  }

  wholeNumber(column: StatementColumn): number {
    const number = Number(this.text(column));
    if (wholeNumber.test(this.text(column)) && Number.isSafeInteger(number)) return number;
    throw this.wrong(column, 'a whole number of minor units within 2^53');
  }

  /** The midnight, in UTC, at which a day begins. */
  day(column: StatementColumn): Date {
    const text = this.text(column);
    const midnight = new Date(`${text}T00:00:00.000Z`);
    // A day that the month does not have would roll over into the next.
    if (day.test(text) && !Number.isNaN(midnight.getTime()) && midnight.getUTCDate() === Number(text.slice(8))) {
      return midnight;
    }
    throw this.wrong(column, 'a day of the calendar, YYYY-MM-DD');
  }

  wrong(column: StatementColumn, expected: string): StatementInvalid {
    const text = JSON.stringify(this.text(column).slice(0, longest));
    return new StatementInvalid(this.file, this.line, `has ${column} ${text}, not ${expected}`);
  }
}
