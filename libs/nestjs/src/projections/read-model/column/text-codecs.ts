import type { ColumnCodec } from './column-codec.js';
import type { ColumnPlace } from './column-place.js';
import { RowUnreadable } from './row-unreadable.error.js';
import { RowValueRefused } from './row-value-refused.error.js';

/** Texts as they are; with a limit in characters, as PostgreSQL counts them. */
export function texts(place: ColumnPlace, parameter: string, longest: number | undefined): ColumnCodec {
  return {
    parameter,
    plain: false,
    encode(value) {
      const text = checkedText(place, value);
      if (longest !== undefined && text.length > longest && [...text].length > longest) {
        throw new RowValueRefused(place, `it is longer than ${longest} characters`, 'Shorten it, or widen the column.');
      }
      return text;
    },
    decode: (text) => text,
  };
}

/** A text that PostgreSQL can keep, in any encoding that it has. @throws RowValueRefused */
export function checkedText(place: ColumnPlace, value: unknown): string {
  if (typeof value !== 'string') {
    throw new RowValueRefused(place, `it is of type ${typeof value} and not a string`, 'Set a string.');
  }
  if (value.includes('\0')) {
    throw new RowValueRefused(place, 'it holds the character NUL, which PostgreSQL cannot keep', 'Remove it.');
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw new RowValueRefused(place, 'it holds half of a surrogate pair, which no encoding can keep', 'Repair it.');
  }
  return value;
}

/** UUIDs, in the one way of writing them in which the database gives them back. */
export function uuids(place: ColumnPlace): ColumnCodec {
  return {
    parameter: 'uuid',
    plain: true,
    encode(value) {
      if (typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return value;
      throw new RowValueRefused(
        place,
        'it is no UUID in lower case and with hyphens',
        'Write it so, or use a text column.',
      );
    },
    decode: (text) => text,
  };
}

export function booleans(place: ColumnPlace): ColumnCodec {
  return {
    parameter: 'boolean',
    plain: true,
    encode(value) {
      if (typeof value === 'boolean') return String(value);
      throw new RowValueRefused(place, `it is of type ${typeof value} and not a boolean`, 'Set true or false.');
    },
    decode: (text) => text === 't',
  };
}

/** The members of an enum, which are texts in the database whatever they are here. */
export function members(place: ColumnPlace, all: readonly (string | number)[], cast: string): ColumnCodec {
  const byText = new Map(all.map((member) => [String(member), member]));
  return {
    parameter: 'text',
    plain: false,
    cast,
    encode(value) {
      const text = String(value);
      if (byText.get(text) === value) return text;
      throw new RowValueRefused(place, `it is none of ${[...byText.keys()].join(', ')}`, 'Set one of them.');
    },
    decode(text) {
      const member = byText.get(text);
      if (member === undefined) throw new RowUnreadable(place, `holds "${text}", which the class does not know`);
      return member;
    },
  };
}
