import { InvalidDuration } from './invalid-duration.error.js';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How long something takes, with its unit: `'500ms'`, `'90s'`, `'30m'`, `'1.5h'`, `'7d'`. A day has 24 hours. */
export type Duration = `${number}${keyof typeof units}`;

/** The latest moment that a `Date` can name. */
const endOfTime = 8.64e15;

/**
 * So many milliseconds.
 * @throws InvalidDuration it is no text of a number, 0 or more, and a unit
 */
export function millisecondsOf(duration: unknown): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(typeof duration === 'string' ? duration : '') ?? [];
  const ms = Math.round(Number(digits) * units[(unit ?? 'ms') as keyof typeof units]);
  if (!(ms < endOfTime)) throw new InvalidDuration(duration);
  return ms;
}
