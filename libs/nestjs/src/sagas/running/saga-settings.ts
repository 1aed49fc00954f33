import type { Duration } from '../duration.js';

/** How a process takes the steps of sagas. */
export interface SagaSettings {
  /** So many commands are under way at a time, each of another instance. Default 16. */
  readonly commandsAtOnce?: number | undefined;
  /** How long the answer to a command is waited for before it is sent once more, in milliseconds. Default 60,000. */
  readonly commandWithinMs?: number | undefined;
  /**
   * How long steps and deadlines may wait that another process has left or set, in milliseconds; what this one decides is
   * taken up at once. Default 500.
   */
  readonly pollMs?: number | undefined;
  /**
   * How long instances are kept that have come to their end: `'90d'`, an hour at least. Once an hour those are forgotten that
   * have not changed for so long; their keys are kept, and none of them begins again. Default: for ever.
   */
  readonly keepFinished?: Duration | undefined;
}

/** The settings, with the defaults in the places of those that are missing. */
export type CheckedSagaSettings = {
  readonly [setting in Exclude<keyof SagaSettings, 'keepFinished'>]-?: NonNullable<SagaSettings[setting]>;
};

/** @param refuse makes the error for a setting that is none */
export function checkedSagaSettings(
  { commandsAtOnce = 16, commandWithinMs = 60_000, pollMs = 500 }: SagaSettings,
  refuse: (setting: string, value: unknown, expected: string) => Error,
): CheckedSagaSettings {
  const settings = { commandsAtOnce, commandWithinMs, pollMs };
  for (const [setting, value] of Object.entries(settings)) {
    if (!Number.isInteger(value) || value < 1 || value > most[setting as keyof CheckedSagaSettings]) {
      throw refuse(setting, value, `a whole number from 1 to ${most[setting as keyof CheckedSagaSettings]}`);
    }
  }
  return settings;
}

// Longer than this a timer takes no time; and a deadline that is looked for once a minute is late already.
const most = { commandsAtOnce: 1_000, commandWithinMs: 2_147_483_647, pollMs: 60_000 } as const;
