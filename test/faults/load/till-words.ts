/** Among how many tills what is written is divided. */
export const tills = 10;

/** With what a process of a release is started. */
export interface TillOptions {
  readonly url: string;
  readonly name: string;
  readonly release: 'old' | 'young';
  /** Whether it keeps read models up to date, or writes alone. */
  readonly runs: 'all' | 'none';
  /** In which release's shapes it writes. */
  readonly writes: 'old' | 'young';
  /** Whether it is one that passes over what it does not know. */
  readonly skips?: boolean;
}

/** What a process is asked to do. */
export type TillCommand =
  { readonly do: 'write'; readonly events: number } | { readonly do: 'idle' | 'load' | 'alarms' };

/** What a process answers, one word for each thing that it was told. */
export interface TillWord {
  readonly answer: unknown;
}
