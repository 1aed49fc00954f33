import type { WriteOptions } from '@daybook/nestjs';

/** What a command may say about how its events are recorded. */
export type Recording = Pick<WriteOptions, 'occurredAt' | 'eventIdSeed' | 'metadata'>;
