/** How things stand in the database besides the log, in the same snapshot. */
export interface Standing {
  /** What each stream's row says that its version is. */
  readonly versions: ReadonlyMap<string, number>;
  readonly subscriptions: readonly SubscriptionRow[];
  /** Events that somebody gave up on, for a while or for good. */
  readonly parked: readonly ParkedRow[];
  /** By account, and by owner. */
  readonly balances: readonly FoldRow[];
  readonly holdings: readonly FoldRow[];
  /** Of accounts, in no order. */
  readonly snapshots: readonly SnapshotRow[];
  /** Of sagas; their steps by saga, key and number. */
  readonly instances: readonly InstanceRow[];
  readonly steps: readonly StepRow[];
}

export interface SubscriptionRow {
  readonly name: string;
  /** projection, reaction, … */
  readonly kind: string;
  /** What it wants; null for all. */
  readonly types: readonly string[] | null;
  readonly categories: readonly string[] | null;
  /** Why it stands still; null if it does not. */
  readonly stoppedFor: string | null;
  /** The checkpoints of its segments. */
  readonly positions: readonly number[];
}

export interface ParkedRow {
  readonly subscription: string;
  readonly position: number;
  readonly failure: string | null;
}

/** A row of a read model: what it makes of the events of a key. */
export interface FoldRow {
  readonly key: string;
  readonly owner: string;
  readonly coins: number;
  readonly changes: number;
  /** The position of the last of them. */
  readonly seen: number;
}

/** The state of an account as it was kept at one of its versions. */
export interface SnapshotRow {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  /** Of the last event in it. */
  readonly eventId: string;
  /** What it says; undefined where that cannot be read. */
  readonly state: { readonly owner: string; readonly coins: number } | undefined;
}

/** An instance of a saga as it is kept. */
export interface InstanceRow {
  readonly saga: string;
  readonly key: string;
  readonly status: string;
  /** Why it cannot go on; null if it can. */
  readonly failure: string | null;
  /** The names of those that are set. */
  readonly deadlines: readonly string[];
}

/** What an instance has decided to do, and what is on record of it. */
export interface StepRow {
  readonly saga: string;
  readonly key: string;
  readonly number: number;
  readonly kind: string;
  /** The name of its command. */
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  /** The name of the one by which it was decided; undefined if it was something else. */
  readonly deadline: string | undefined;
}

/** A row that a durable subscriber has written for an event, in the order of writing. */
export interface EntryRow {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly version: number;
  readonly worker: string;
}

/** Up to where all segments of all subscriptions of a read model or a reaction have come; Infinity if there is none. */
export function reached({ subscriptions }: Standing, name: string): number {
  const own = subscriptions.filter((row) => row.name === name || row.name.startsWith(`${name}@`));
  return Math.min(...own.flatMap(({ positions }) => positions));
}
