import type { JsonObject } from '@daybook/domain';
import { type CodecLimits, defaultCodecLimits } from './codec-limits.js';
import { pathOf } from './field-path.js';
import { JsonCopy, tooLarge } from './json-copy.js';
import { declareCodec, JsonFinding } from './json-finding.js';

/** Why an object cannot be kept as JSON. */
export interface NotJson {
  /** Where in it, as it would be written in code: `.lines[0].dueAt`; empty where it is the whole. */
  readonly place: string;
  /** Continues a sentence that begins with the place: `is a Date`. */
  readonly reason: string;
  /** What to do about it, as a sentence. */
  readonly advice: string;
  readonly cause: unknown;
}

const convert =
  'Convert it: a Date by toISOString(), a bigint by toString(), a Map or a Set to an array, an object of a class to a plain one.';

/** The own fields of an object as the JSON data that a database gives back, copied; else why that cannot be. */
export function jsonDataOf(
  object: object,
  limits: Pick<CodecLimits, 'payloadBytes' | 'depth'> = defaultCodecLimits,
): { readonly data: JsonObject } | { readonly finding: NotJson } {
  const copy = new JsonCopy(limits.payloadBytes, limits.depth).of(object);
  if (copy === tooLarge) {
    const reason = `is larger than ${limits.payloadBytes} bytes`;
    return { finding: { place: '', reason, advice: 'Keep ids, not what they name.', cause: undefined } };
  }
  if (!(copy instanceof JsonFinding)) return { data: copy };
  const { steps, reason, advice, cause } = copy;
  return {
    finding: { place: pathOf(steps.reverse()), reason, advice: advice === declareCodec ? convert : advice, cause },
  };
}
