import { kindOf } from './kind-of.js';

/** Why a value is not JSON data. The steps to it are added on the way out of the recursion, innermost first. */
export class JsonFinding {
  readonly steps: (string | number)[] = [];

  constructor(
    /** Continues a sentence that begins with the place: `is a Date`. */
    readonly reason: string,
    readonly advice: string,
    readonly cause?: unknown,
  ) {}
}

const unsafeText = /[\0\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/u;

/** Text comes back as it went in, also where it is not normalised; what no database keeps is a finding. */
export function textFinding(text: string): JsonFinding | undefined {
  if (!unsafeText.test(text)) return undefined;
  if (text.includes('\0')) return new JsonFinding('holds a NUL character', 'PostgreSQL cannot keep it; remove it.');
  if (!loneSurrogate.test(text)) return undefined;
  return new JsonFinding('holds half of a surrogate pair', 'No encoding can keep it; repair the text at its source.');
}

/** A property's name: text like any other, and none that JavaScript itself takes for something else. */
export function nameFinding(name: string): JsonFinding | undefined {
  if (name === '__proto__') return new JsonFinding('is a reserved name', 'Rename the field.');
  if (name === 'toJSON') return new JsonFinding('is a name that JSON.stringify gives a meaning', 'Rename the field.');
  return textFinding(name);
}

export function numberFinding(number: number): JsonFinding | undefined {
  if (!Number.isFinite(number)) return new JsonFinding(`is ${number}`, 'JSON would make it null; leave the field out.');
  if (Object.is(number, -0)) return new JsonFinding('is -0', 'JSON would make it 0; write 0.');
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    return new JsonFinding('is a whole number beyond 2^53 - 1', 'It has lost digits; use a bigint with a field codec.');
  }
  return undefined;
}

/** What to do where fields can have codecs. */
export const declareCodec = 'Declare a codec for the field (@EncodedBy), or convert it.';

/** A value of a kind that JSON does not know. */
export function foreignFinding(value: unknown): JsonFinding {
  const advice = value === undefined ? 'Leave it out, or write null.' : declareCodec;
  return new JsonFinding(`is ${kindOf(value)}`, advice);
}
