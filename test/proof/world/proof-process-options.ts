/** With what a process of the application under proof is started: the first message from its parent. */
export interface ProofProcessOptions {
  /** Its database, through the run's proxy. */
  readonly url: string;
  /** As `app-2.4`: the fourth life of the second process. */
  readonly name: string;
  /** All that it does at random follows from this. */
  readonly seed: number;
  /** Where its history goes. */
  readonly folder: string;
  /** Where its reaction's effects go. */
  readonly receiver: string;
  /** How long an owner of a segment is one without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  /** The build: `daybook`, or the name of a wrong one. */
  readonly build: string;
  /** How far its clock is off, in milliseconds; 0 is right. */
  readonly clockOffMs: number;
  /** Whether it calls and reads, or only keeps read models up to date. */
  readonly calls: boolean;
}

/** What it is told. */
export type ProofCommand =
  /** No more calls; what is under way is finished, and repeated until its outcome is known. Answered `quiet`. */
  | { readonly do: 'rest' }
  /** Waits until all its subscriptions have come to the end of the log. Answered `idle`. */
  | { readonly do: 'idle'; readonly timeoutMs: number }
  /** Begins a new generation of the fold, and switches to it. Answered `rebuilt`, or `refused`. */
  | { readonly do: 'rebuild' }
  /** Leaves in order. */
  | { readonly do: 'leave' };

/** What it says. */
export type ProofWord =
  | { readonly word: 'ready' }
  | { readonly word: 'quiet' }
  | { readonly word: 'idle'; readonly reached: boolean; readonly why?: string }
  | { readonly word: 'rebuilt' }
  | { readonly word: 'refused'; readonly why: string };
