/**
 * A step of the work on an instance: of its reader's batch, of the command that it sends, of what is put on record of that,
 * and of its deadline. What is `before` has been decided, and is not committed.
 */
export const movingSteps = [
  'read',
  'handled',
  'before checkpoint',
  'after checkpoint',
  'claimed',
  'before command',
  'command sent',
  'after command',
  'before outcome',
  'after outcome',
  'before refusal',
  'after refusal',
  'before deadline',
  'after deadline',
  'after compensation',
] as const;

export type MovingStep = (typeof movingSteps)[number];

/** At which step of which move a process kills itself. */
export interface MovingDeath {
  readonly step: MovingStep;
  readonly move: string;
}
