import type { ColumnCodec } from './column-codec.js';
import type { ColumnPlace } from './column-place.js';
import { RowUnreadable } from './row-unreadable.error.js';
import { RowValueRefused } from './row-value-refused.error.js';

const ranges = { smallint: 2 ** 15, integer: 2 ** 31, bigint: 2 ** 53 };

/** Whole numbers of JavaScript, as far as the column and they themselves are exact. */
export function wholeNumbers(place: ColumnPlace, parameter: keyof typeof ranges): ColumnCodec {
  const limit = ranges[parameter];
  // 2 ** 53 itself is what 2 ** 53 + 1 becomes.
  const highest = limit - 1;
  const lowest = parameter === 'bigint' ? -highest : -limit;
  const fits = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest;
  return {
    parameter,
    plain: true,
    encode(value) {
      if (fits(value)) return String(value);
      throw new RowValueRefused(
        place,
        `${inWords(value)} is no whole number from ${lowest} to ${highest}`,
        'Keep whole numbers in it (money in its smallest unit), or choose a column type that is wide enough.',
      );
    },
    decode(text) {
      const value = Number(text);
      if (!fits(value)) throw new RowUnreadable(place, `holds ${text}, which a number cannot say exactly`);
      return value;
    },
  };
}

/** Numbers of JavaScript, NaN and the infinities included. */
export function doubles(place: ColumnPlace): ColumnCodec {
  return {
    parameter: 'double precision',
    plain: true,
    encode(value) {
      if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
      throw new RowValueRefused(place, `${inWords(value)} is no number`, 'Set a number.');
    },
    decode: Number,
  };
}

/** Whole numbers of any size, as `bigint` of JavaScript. */
export function bigints(place: ColumnPlace, parameter: 'bigint' | 'numeric'): ColumnCodec {
  return {
    parameter,
    plain: true,
    encode(value) {
      const fits = typeof value === 'bigint' && (parameter === 'numeric' || BigInt.asIntN(64, value) === value);
      if (fits) return String(value);
      throw new RowValueRefused(
        place,
        `${inWords(value)} is no bigint${parameter === 'bigint' ? ' of 64 bits' : ''}`,
        'Set one, as 100n.',
      );
    },
    decode(text) {
      if (!/^-?\d+$/.test(text)) throw new RowUnreadable(place, `holds ${text}, which is no whole number`);
      return BigInt(text);
    },
  };
}

/** Whole numbers as text, for a property that is declared a string. */
export function wholeNumberTexts(place: ColumnPlace): ColumnCodec {
  return {
    parameter: 'bigint',
    plain: true,
    encode(value) {
      if (typeof value === 'string' && /^(?:0|-?[1-9]\d{0,18})$/.test(value)) return value;
      throw new RowValueRefused(
        place,
        `${inWords(value)} is no text of a whole number`,
        "Set it as the database would write it, as '100'.",
      );
    },
    decode: (text) => text,
  };
}

/** Decimal numbers as text: exactly, with the digits behind the point that the column has. */
export function decimals(place: ColumnPlace, scale: number | undefined): ColumnCodec {
  const pattern = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/;
  return {
    parameter: 'numeric',
    plain: true,
    kept: (value) => withScale(String(value), scale),
    encode(value) {
      const [matches, fraction = ''] = (typeof value === 'string' && pattern.exec(value)) || [];
      if (matches !== undefined && (scale === undefined || fraction.length <= scale)) return matches;
      throw new RowValueRefused(
        place,
        matches === undefined
          ? `${inWords(value)} is no text of a decimal number`
          : `'${matches}' has more than ${scale ?? 0} digits behind the point and would be rounded`,
        "Set it as a text, as '10.50'.",
      );
    },
    decode: (text) => text,
  };
}

// As PostgreSQL writes it: with all digits of the scale, and without a sign before zero.
function withScale(text: string, scale: number | undefined): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = scale === undefined ? fraction : fraction.padEnd(scale, '0');
  const number = digits === '' ? whole : `${whole}.${digits}`;
  return /^-[0.]+$/.test(number) ? number.slice(1) : number;
}

function inWords(value: unknown): string {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : `a value of type ${typeof value}`;
}
