import type { EventStore } from '../../stream/event-store.js';
import type { Parking } from '../parked-event.js';
import type { Progress } from '../progress.js';
import type { Checkpoint } from './checkpoint.js';
import type { Consumer } from './consumer.js';
import type { ParkedKeys } from './parked-keys.js';

/** What is around the delivery of a batch: the segment's loop. */
export interface DeliverySurroundings {
  readonly store: EventStore;
  readonly consumer: Consumer;
  readonly checkpoint: Checkpoint;
  readonly parked: ParkedKeys;
  /** Aborted when what is under way is no longer this process's. */
  readonly signal: AbortSignal;
  /** In which history of the store the lease was had. What was seen since is of that one, and goes on record in no other. */
  readonly incarnation: string;
  /** Whether a further batch, event or attempt may begin. */
  mayGoOn(): boolean;
  /** Whether the lease stands: what was begun may be finished, also when nothing more may begin. */
  isInTime(): boolean;
  /** Waits; less if the loop is to end. */
  pause(ms: number): Promise<void>;
  /** Takes note of a failure of the consumer's, and waits as its policy says. False if there is to be no further attempt. */
  failed(error: unknown, failures: number): Promise<boolean>;
  /** Takes note of a failure of the consumer's. */
  tellFailure(error: unknown): void;
  /** Takes note of what is done. */
  applied(events: number, parked: readonly Parking[]): void;
  /** Moves the checkpoint where nothing else is written. @throws LeaseLost, HistoryChanged and what the store throws */
  move(progress: Progress): Promise<void>;
  /** The same, whatever the store says meanwhile, while the lease stands. */
  insist(progress: Progress): Promise<void>;
  /** Lets the subscription stand still. */
  stop(reason: string): Promise<void>;
}
