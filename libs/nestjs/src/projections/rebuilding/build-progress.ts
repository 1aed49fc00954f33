import type { BuildOrders, Comparison, GenerationState } from '../read-model/generation-record.js';
import type { Generation } from '../read-model/generation.js';

/** How far a generation has come. */
export interface BuildProgress {
  readonly generation: Generation;
  readonly state: GenerationState;
  /** Why it is in that state, where there is a reason. */
  readonly reason: string | undefined;
  readonly orders: BuildOrders | undefined;
  /** How many events it wants that are in the log, and how many of them are applied. */
  readonly eventsTotal: number;
  readonly eventsDone: number;
  /** How many are applied in a second: of late, if this process has looked before, else since it was begun. */
  readonly eventsPerSecond: number;
  /** How long it will take at that rate, in milliseconds; undefined while it does not move. */
  readonly msLeft: number | undefined;
  /** The processes that build it, by segment; undefined where none does. */
  readonly owners: readonly (string | undefined)[];
  /** How many keys wait because an event could not be applied. */
  readonly parkedKeys: number;
  /** What came of comparing it with the log; undefined before it was. */
  readonly comparison: Comparison | undefined;
}
