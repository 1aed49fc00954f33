import { DaybookError } from '@daybook/domain';
import { AppendOutcomeUnknown, type AppendAllResult, type AppendOptions, type EventStore } from '@daybook/event-store';
import { requestOf, type Request, type RequestedAppend, type Share } from './request.js';

/** What the caller of an append was told. */
export type Outcome = 'appended' | 'refused' | 'unknown';

/** A request as its caller knows it. */
export interface Entry {
  readonly request: Request;
  readonly outcome: Outcome;
  readonly result?: AppendAllResult;
  readonly error?: Error;
  /** When the caller was told, by `performance.now()`. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
}

type Send = (appends: readonly RequestedAppend[]) => Promise<AppendAllResult>;

/** Writes down every request and what its caller was told, for the judges to compare with what the log then holds. */
export class Ledger {
  readonly entries: Entry[] = [];

  /** Makes an append to one stream or several, and writes down what came of it. */
  async append(
    store: Pick<EventStore, 'appendAll'>,
    shares: readonly Share[],
    options?: AppendOptions,
  ): Promise<Entry> {
    return this.send(requestOf(shares), (appends) => store.appendAll(appends, options));
  }

  /** Sends a request in a way of its own. What is no answer in the store's own words is a bug, and thrown. */
  async send(request: Request, send: Send): Promise<Entry> {
    const begun = performance.now();
    try {
      const result = await send(request.appends);
      return this.enter(request, { outcome: 'appended', result }, begun);
    } catch (error) {
      if (!(error instanceof DaybookError)) throw error;
      return this.enter(
        request,
        { outcome: error instanceof AppendOutcomeUnknown ? 'unknown' : 'refused', error },
        begun,
      );
    }
  }

  enter(request: Request, told: Pick<Entry, 'outcome' | 'result' | 'error'>, begun: number): Entry {
    const at = performance.now();
    const entry: Entry = { request, at, tookMs: at - begun, ...told };
    this.entries.push(entry);
    return entry;
  }

  with(outcome: Outcome): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }

  /** How many callers were told which kind of error. */
  errors(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { error } of this.entries) {
      if (error !== undefined) counts[error.name] = (counts[error.name] ?? 0) + 1;
    }
    return counts;
  }
}
