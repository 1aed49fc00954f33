import { Cron, CronPattern } from 'croner';
import { InvalidSchedule } from './invalid-schedule.error.js';

/**
 * Refuses times that cannot be understood, or never come, such as the 31st of February.
 *
 * @throws InvalidSchedule
 */
export function assertSchedule(schedule: string, projectionClass: unknown): void {
  let pattern: CronPattern;
  try {
    // Not a Cron alone: that would take the date of a single day as well.
    pattern = new CronPattern(schedule, 'UTC');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidSchedule(projectionClass, schedule, `cannot be understood (${reason})`, { cause });
  }
  const next = new Cron(pattern.pattern, { paused: true, timezone: 'UTC' }).nextRun();
  if (next === null) throw new InvalidSchedule(projectionClass, schedule, 'never comes');
}
