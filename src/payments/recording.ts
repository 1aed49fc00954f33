import type { WriteOptions } from '@daybook/nestjs';

/** What a command may say about how its events are recorded. Where it is kept as JSON, its time is a text (ISO 8601). */
export interface Recording extends Pick<WriteOptions, 'eventIdSeed' | 'metadata'> {
  /** When it happened in the world. Default: now. */
  readonly occurredAt?: Date | string | undefined;
}

/** The same as the repository takes it. */
export function written({ occurredAt, ...recording }: Recording): WriteOptions {
  return { ...recording, ...(occurredAt !== undefined && { occurredAt: new Date(occurredAt) }) };
}
