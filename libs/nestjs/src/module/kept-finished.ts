import { millisecondsOf } from '../sagas/duration.js';
import type { DaybookOptions } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';

const anHour = 60 * 60 * 1_000;

/**
 * How long instances of sagas are kept that have come to their end, in milliseconds; undefined for ever.
 *
 * @throws InvalidOption
 */
export function keptFinished({ sagas: { keepFinished } = {} }: DaybookOptions): number | undefined {
  if (keepFinished === undefined) return undefined;
  const ms = msOf(keepFinished);
  if (ms === undefined || ms < anHour) {
    throw new InvalidOption('sagas.keepFinished', keepFinished, ["a time of an hour at least, such as '90d'"]);
  }
  return ms;
}

function msOf(duration: unknown): number | undefined {
  try {
    return millisecondsOf(duration);
  } catch {
    return undefined;
  }
}
