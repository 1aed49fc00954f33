import type { Consumer, EventStore } from '@daybook/event-store';
import type { CommandBus } from '@nestjs/cqrs';
import type { SqlVariant } from '../../faults/wrong-builds/sql-variant.js';
import type { Word } from '../checker/invariant.js';

/** A build of Daybook that breaks a promise, in the way in which others have broken it. */
export interface WrongBuild {
  /** As `ProofProcessOptions.build` has it. */
  readonly name: string;
  /** What it does wrong, in a sentence for the report. */
  readonly does: string;
  /** What it must be found to have broken: one of these. */
  readonly breaks: readonly Word[];
  /** What it does otherwise in the database, put in place before any process starts. */
  readonly sql?: readonly SqlVariant[];
  /** What its processes do otherwise; a store is changed in place, before Nest starts to use it. */
  readonly store?: (store: EventStore) => void;
  readonly consumer?: (consumer: Consumer, store: EventStore) => Consumer;
  /** What commands go through; changed in place, before Nest starts to use it. */
  readonly bus?: (bus: CommandBus) => void;
  /** Whether a caller repeats what is unknown as something new. Default false. */
  readonly renamesRepetitions?: boolean;
  /** Faults that must be in its schedule, because it shows under them. */
  readonly under: readonly string[];
}
