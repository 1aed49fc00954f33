import { arrayText, elementsOf } from './array-text.js';
import type { ColumnCodec } from './column-codec.js';
import type { ColumnPlace } from './column-place.js';
import { RowUnreadable } from './row-unreadable.error.js';
import { RowValueRefused } from './row-value-refused.error.js';

/** Arrays of one dimension. An array of them would be flattened, so that each travels as a text. */
export function arraysOf(place: ColumnPlace, element: ColumnCodec): ColumnCodec {
  return {
    parameter: 'text',
    plain: false,
    cast: `${element.cast ?? element.parameter}[]`,
    kept: (value) => (value as readonly unknown[]).map((one) => (one == null ? null : keptAs(element, one))),
    encode(value) {
      if (!Array.isArray(value)) {
        throw new RowValueRefused(place, `it is of type ${typeof value} and no array`, 'Set an array.');
      }
      const texts = Array.from(value, (one: unknown) => (one == null ? null : element.encode(one)));
      return arrayText(texts, element.plain);
    },
    decode(text) {
      if (!text.startsWith('{') || text.startsWith('{{')) throw new RowUnreadable(place, 'is of several dimensions');
      return elementsOf(text).map((one) => (one === null ? null : element.decode(one)));
    },
  };
}

/** What a value comes back as. */
export function keptAs(codec: ColumnCodec, value: unknown): unknown {
  return codec.kept === undefined ? value : codec.kept(value);
}
