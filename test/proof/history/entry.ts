/**
 * A line of a history. Each process writes lines of its own, into a file of its own, before a call and after it; together
 * they are what happened. A call without an end is one whose process was killed: its outcome is unknown.
 */
export type Entry = CallEntry | PolledEntry | NotedEntry;

interface Line {
  /** Who has written it, as `app-2.4`: the fourth life of the second process. */
  readonly process: string;
  /** When, in milliseconds by the machine's steady clock, which no fault turns: `process.hrtime`. */
  readonly at: number;
}

/** What somebody calls for, and what came of it. */
export type CallEntry = Line & { readonly call: string } & (
    | ({ readonly word: 'invoked' } & Call)
    /** What was answered: places in the log, or what was read. */
    | { readonly word: 'ok'; readonly answer: Answer }
    /** Refused: nothing of it may ever be seen. */
    | { readonly word: 'failed'; readonly error: string }
    /** Nobody knows: all of it may be there, or nothing; an attempt that is followed by another one under the same call. */
    | { readonly word: 'unknown'; readonly error: string }
  );

/** The kinds of calls. Repeated after an unknown outcome, a call keeps its name, its values and its event ids. */
export type Call =
  /** Unique values into one stream or several, all or nothing. */
  | { readonly kind: 'append'; readonly way: AppendWay; readonly streams: readonly StreamValues[] }
  /** Coins from one account to another one (their streams), by a command: a debit and a credit in one transaction. */
  | { readonly kind: 'transfer'; readonly from: string; readonly to: string; readonly coins: number }
  /** Coins for a new account. */
  | { readonly kind: 'open'; readonly account: string; readonly coins: number }
  /** All rows of the inline read model in one statement. */
  | { readonly kind: 'read-holdings' };

/** How an append is made: alone, to several streams, or within a unit of work that pauses, is rolled back to a savepoint, or as a whole. */
export type AppendWay = 'alone' | 'together' | 'held' | 'savepoint' | 'rolled-back';

/** What goes to a stream, and under which expectation. */
export interface StreamValues {
  readonly stream: string;
  readonly expected: number | 'any' | 'noStream' | 'streamExists';
  /** Unique in the whole history; `eventId` is not given where a command makes the events. */
  readonly values: readonly { readonly value: string; readonly eventId: string }[];
}

export interface Answer {
  /** After an append: each stream's version, and the position of its last event. */
  readonly streams?: readonly { readonly stream: string; readonly version: number; readonly position: number }[];
  /** After a read of the inline read model. */
  readonly total?: number;
  readonly accounts?: number;
}

/** An event as a subscriber meets it: position, event id, stream, version. */
export type Met = readonly [position: number, eventId: string, stream: string, version: number];

/** What a subscriber that keeps its own place has met. A session begins at a place of its choosing, and sees on from there. */
export type PolledEntry = Line & {
  readonly word: 'began' | 'polled' | 'ended';
  /** Unique in the whole history. */
  readonly session: string;
  /** With `began`: it wants all that lies after this position. */
  readonly after?: number;
  readonly met?: readonly Met[];
  /** With `ended`: the error that has ended it; undefined if it has had enough. */
  readonly error?: string;
};

/** What else is worth knowing. */
export type NotedEntry = Line &
  (
    | {
        readonly word: 'process';
        readonly phase: 'started' | 'ready' | 'killed' | 'stopped' | 'continued' | 'left';
        /** Which one, where another one tells of it: the run kills, stops and continues. Default: the writer. */
        readonly of?: string;
      }
    /** A fault and how often it was felt; the same `fault` with the same `number` begins, ends, and is perhaps felt later. */
    | {
        readonly word: 'fault';
        readonly fault: string;
        readonly number: number;
        readonly phase: 'begun' | 'ended' | 'felt';
        readonly felt?: number;
        readonly why?: string;
      }
    /** What a runner tells of: claimed, lost, … */
    | {
        readonly word: 'runner';
        readonly told: string;
        readonly subscription?: string;
        readonly segment?: number;
        readonly epoch?: number;
      }
    /** A reaction's effect has come to whom it was for; under one key it counts once. */
    | {
        readonly word: 'effect';
        readonly key: string;
        readonly stream: string;
        readonly version: number;
        readonly reaction: string;
      }
    /** A command of a saga's instance has come to its handler; as often as it does. */
    | { readonly word: 'sent'; readonly of: string; readonly type: string }
    /** What must never happen in a process: an error that is not of Daybook's making, or one that nobody has handled. */
    | { readonly word: 'bug'; readonly error: string }
    /** All faults are over. */
    | { readonly word: 'healed' }
    /** Every subscription has come to the end of the log, or time was up. */
    | { readonly word: 'idle'; readonly withinMs: number; readonly reached: boolean; readonly why?: string }
  );
