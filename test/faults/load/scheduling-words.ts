/** With what a process that makes scheduled runs is started. */
export interface SchedulingOptions {
  readonly url: string;
  /** Stands in the rows that it writes. */
  readonly name: string;
  readonly build?: 'daybook' | 'begins anew' | 'goes by what it remembers';
  /** What its clock shows, ISO 8601; it stands still until it is told otherwise. Default: see `running`. */
  readonly shows?: string;
  /** Its clock runs: from a moment of the machine's clock on, a minute in each second, ahead or behind by so much. */
  readonly running?: { readonly from: number; readonly offMs: number; readonly stepsBack: boolean };
  /** It kills itself, by SIGKILL, at so many events that it handles. Default: never. */
  readonly diesAt?: number;
}

/** What it is told: another time, for a clock that stands still. */
export interface SchedulingCommand {
  readonly shows: string;
}
