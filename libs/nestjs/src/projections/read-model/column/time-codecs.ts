import type { ColumnCodec } from './column-codec.js';
import type { ColumnPlace } from './column-place.js';
import { RowUnreadable } from './row-unreadable.error.js';
import { RowValueRefused } from './row-value-refused.error.js';

// PostgreSQL's first day, the 24th of November 4714 BC.
const earliest = Date.UTC(-4713, 10, 24);

/** Points in time to the millisecond, as `Date` or as what its `toISOString` says. */
export function moments(
  place: ColumnPlace,
  parameter: 'timestamptz' | 'timestamp',
  as: 'Date' | 'string',
): ColumnCodec {
  return {
    parameter,
    plain: false,
    // The text of a time depends on settings of the session; the milliseconds do not.
    read: (column) => `extract(epoch FROM ${column}) * 1000`,
    encode(value) {
      const moment = as === 'Date' ? value : momentOf(value);
      if (moment instanceof Date && moment.getTime() >= earliest) return timestampText(moment);
      throw new RowValueRefused(
        place,
        as === 'Date' ? 'it is no Date, or one before 4713 BC' : 'it is not written as toISOString writes it',
        as === 'Date' ? 'Set a valid Date.' : "Set it so: '2026-01-31T12:00:00.000Z'.",
      );
    },
    decode(text) {
      const moment = new Date(Math.floor(Number(text)));
      if (Number.isNaN(moment.getTime()))
        throw new RowUnreadable(place, `is ${text} ms after 1970, which no Date can be`);
      return as === 'Date' ? moment : moment.toISOString();
    },
  };
}

const dayText = /^\d{4,6}-\d\d-\d\d$/;

/** Days of the calendar, as `2026-01-31` or as a `Date` at midnight UTC. */
export function days(place: ColumnPlace, as: 'Date' | 'string'): ColumnCodec {
  return {
    parameter: 'date',
    plain: false,
    read: (column) => `to_char(${column}, 'YYYY-MM-DD BC')`,
    encode(value) {
      const text = as === 'Date' ? dayOf(value) : value;
      if (typeof text === 'string' && dayText.test(text) && dayOf(midnightOf(text)) === text) return text;
      throw new RowValueRefused(
        place,
        as === 'Date' ? 'it is no Date at midnight UTC of a year of our era' : 'it is no day of our era',
        as === 'Date' ? 'Set one, as new Date(Date.UTC(2026, 0, 31)).' : "Set it so: '2026-01-31'.",
      );
    },
    decode(text) {
      const [day = '', era] = text.split(' ');
      if (era !== 'AD' || !dayText.test(day))
        throw new RowUnreadable(place, `holds ${text}, which no projection writes`);
      return as === 'Date' ? midnightOf(day) : day;
    },
  };
}

/** Times of the day, as the database writes them: `09:30:00`, and a fraction without zeros at its end. */
export function timesOfDay(place: ColumnPlace): ColumnCodec {
  return {
    parameter: 'time',
    plain: false,
    encode(value) {
      if (typeof value === 'string' && /^(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{0,5}[1-9])?$/.test(value))
        return value;
      throw new RowValueRefused(place, 'it is no time of day as the database writes it', "Set it so: '09:30:00'.");
    },
    decode: (text) => text,
  };
}

function momentOf(value: unknown): Date | undefined {
  const moment = new Date(typeof value === 'string' ? value : Number.NaN);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === value ? moment : undefined;
}

// In the database's way for years before and after those of four digits.
function timestampText(moment: Date): string {
  const year = moment.getUTCFullYear();
  const [, , rest = ''] = /^([+-]?\d+)(-.*)$/.exec(moment.toISOString()) ?? [];
  return year > 0 ? `${String(year).padStart(4, '0')}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
}

export function midnightOf(day: string): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, date);
  return midnight;
}

export function dayOf(value: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime()) || value.getTime() % 86_400_000 !== 0) return undefined;
  const year = value.getUTCFullYear();
  return year < 1 ? undefined : `${String(year).padStart(4, '0')}${value.toISOString().slice(-20, -14)}`;
}
