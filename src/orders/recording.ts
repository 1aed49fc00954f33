import type { WriteOptions } from '@daybook/nestjs';

/** What a command may say about how its events are recorded. */
export interface Recording extends Pick<WriteOptions, 'eventIdSeed' | 'metadata'> {
  /** When it happened in the world. A text where the command was kept as JSON, as those of a saga are. Default: the clock. */
  readonly occurredAt?: Date | string | undefined;
}

/** The same as a repository takes it. */
export function writeOptions({ occurredAt, ...options }: Recording): WriteOptions {
  return { ...options, occurredAt: typeof occurredAt === 'string' ? new Date(occurredAt) : occurredAt };
}
