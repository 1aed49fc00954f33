import type { OptionRanges } from '@daybook/event-store';
import { assertSchedule } from '../projection-schedule.js';

/** How a rehearsal is made. */
export interface RehearsingOptions {
  /** Among how many segments the keys are divided while it is built, 1 to 64. Default: as the projection says. */
  readonly segments?: number | undefined;
  /** No more events are read in a second, 1 to 1,000,000. Default: as many as can be. */
  readonly eventsPerSecond?: number | undefined;
  /** Only so many keys are compared, chosen at random, from 1 on. Default: all. */
  readonly sample?: number | undefined;
}

/** The option `rehearsal` of `@Projection`: at which times, and how. */
export interface ScheduledRehearsal extends RehearsingOptions {
  /** A cron expression of five or six fields, in UTC: "0 3 * * 0" for Sundays at three. */
  readonly cron: string;
}

const howNames: readonly string[] = ['segments', 'eventsPerSecond', 'sample'];

/** What is said about how a rehearsal is made, every mistake refused. Throws what the ranges throw. */
export function rehearsingOf(ranges: OptionRanges, options: unknown): RehearsingOptions {
  return howOf(ranges, ranges.fields('options', options, howNames), '');
}

/** The times at which a projection is rehearsed; undefined if there are none. Throws InvalidSchedule, and what the ranges throw. */
export function scheduledRehearsalOf(
  ranges: OptionRanges,
  value: unknown,
  projectionClass: unknown,
  refuse: (option: string, value: unknown, expected: string) => Error,
): ScheduledRehearsal | undefined {
  if (value === undefined) return undefined;
  const given = ranges.fields('rehearsal', value, ['cron', ...howNames]);
  const { cron } = given;
  if (typeof cron !== 'string') throw refuse('rehearsal.cron', cron, 'a cron expression, such as "0 3 * * 0"');
  assertSchedule(cron, projectionClass);
  return { cron, ...howOf(ranges, given, 'rehearsal.') };
}

function howOf(ranges: OptionRanges, given: Readonly<Record<string, unknown>>, path: string): RehearsingOptions {
  const whole = (option: string, most: number): number | undefined =>
    given[option] === undefined ? undefined : ranges.whole(`${path}${option}`, given[option], 1, most);
  return {
    segments: whole('segments', 64),
    eventsPerSecond: whole('eventsPerSecond', 1_000_000),
    sample: whole('sample', Number.MAX_SAFE_INTEGER),
  };
}
