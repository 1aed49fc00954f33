/** A step of the work on a batch. */
export type Step = 'read' | 'handled' | 'applied' | 'before checkpoint' | 'after checkpoint' | 'effect';

/** What a subscribing process is started with. */
export interface SubscribingOptions {
  readonly url: string;
  /** Its name, which stands in the rows that it writes. */
  readonly worker: string;
  /** Where the effects of its reaction go. Default: it has none. */
  readonly receiver?: string;
  readonly build?: 'daybook' | 'acknowledges first' | 'own clock';
  /** Whether there is one beside its consumers, `hasty`, that acknowledges first. Default false. */
  readonly isHastyBeside?: boolean;
  /** It kills itself, by SIGKILL, when it comes so many times to a step. Default: never. */
  readonly dies?: { readonly step: Step; readonly times: number };
  /** It stands still at a step, once: stopped by SIGSTOP, or with its event loop blocked. Default: never. */
  readonly blocks?: { readonly step: Step; readonly times: number; readonly forMs: number | 'stopped' };
  /** Whether it begins at once, or when it is told to. Default: at once. */
  readonly starts?: 'at once' | 'when told';
  /** How much its clock is ahead of the machine's, in milliseconds. Default 0. */
  readonly clockOffMs?: number;
  readonly leaseMs?: number;
  readonly heartbeatMs?: number;
}

/** What it says to its parent: what happens to it, and of which subscription. */
export interface SubscribingWord {
  readonly word: string;
  readonly of?: string | undefined;
}
