import type { LoggerService } from '@nestjs/common';
import type { Alarm } from './alarm.js';

/** Writes alarms into the log: a line when one is raised, and a line when it is over. */
export function logAlarm(
  logger: Required<Pick<LoggerService, 'log' | 'error'>>,
  { state, id, message, since, at }: Alarm,
): void {
  if (state === 'raised') logger.error(`Alarm ${id}: ${message}`);
  else logger.log(`Alarm ${id} is over, after ${Math.round((at.getTime() - since.getTime()) / 1_000)} s.`);
}
