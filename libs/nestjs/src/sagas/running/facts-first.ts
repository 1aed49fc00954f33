import type { EventStore, KnownSaga, SubscriptionRunner } from '@daybook/event-store';
import { sagaSubscription } from '../saga-subscription.js';
import type { SagaNotice } from './saga-notice.js';

/** What it takes to know what sagas have heard. */
export interface HearingSurroundings {
  readonly store: Pick<EventStore, 'head'>;
  readonly runner: Pick<SubscriptionRunner, 'readingOf'>;
  /** Whether a deadline of a saga is due. */
  isDue(saga: KnownSaga): Promise<boolean>;
  /** After how long it is told that deadlines wait, in milliseconds. */
  readonly toldAfterMs: number;
  notice(notice: SagaNotice): void;
}

/** Since when a saga is driven. */
interface Beginning {
  /** Of its reading: with another one it has begun anew. */
  readonly mark: string;
  /** What was in the log then. */
  readonly head: number;
}

interface Waiting {
  readonly mark: string;
  readonly since: number;
  readonly isTold: boolean;
}

/**
 * Facts before deadlines: when a saga begins to be driven, after an outage or a pause, none of its deadlines fires until its
 * readers have passed what was in the log by then. What was answered in time is heard, and takes back the deadline that has
 * fallen due meanwhile. From then on nothing is asked for: in steady operation a deadline fires when its time has come.
 */
export class FactsFirst {
  readonly #begun = new Map<string, Beginning>();
  readonly #waiting = new Map<string, Waiting>();

  constructor(private readonly around: HearingSurroundings) {}

  /** Those of them whose deadlines may fire. Throws what the store throws. */
  async heard(sagas: readonly KnownSaga[]): Promise<readonly KnownSaga[]> {
    await this.#begin(sagas);
    for (const saga of sagas) {
      if (this.hasHeard(saga.saga)) this.#goesOn(saga.saga);
      else await this.#waits(saga);
    }
    return sagas.filter(({ saga }) => this.hasHeard(saga));
  }

  /** Whether its deadlines may fire at this moment. */
  hasHeard(saga: string): boolean {
    const { position, goesOn, mark } = this.#readingOf(saga);
    const begun = this.#begun.get(saga);
    return goesOn && begun?.mark === mark && position >= begun.head;
  }

  /** Whether one that was waited for can go on, or begins anew. */
  get hasNews(): boolean {
    for (const saga of this.#waiting.keys()) if (this.hasHeard(saga) || this.#begins(saga)) return true;
    return false;
  }

  /** Those whose deadlines are due and have waited for so long that it was told. */
  get told(): readonly string[] {
    return [...this.#waiting].flatMap(([saga, { isTold }]) => (isTold ? [saga] : []));
  }

  async #begin(sagas: readonly KnownSaga[]): Promise<void> {
    const beginning = sagas.filter(({ saga }) => this.#begins(saga));
    if (beginning.length === 0) return;
    // Before the log is looked at: if one of them begins anew meanwhile, it is looked at once more.
    const marks = beginning.map(({ saga }) => [saga, this.#readingOf(saga).mark] as const);
    const head = await this.around.store.head();
    for (const [saga, mark] of marks) this.#begun.set(saga, { mark, head });
  }

  #begins(saga: string): boolean {
    const { goesOn, mark } = this.#readingOf(saga);
    return goesOn && this.#begun.get(saga)?.mark !== mark;
  }

  async #waits(known: KnownSaga): Promise<void> {
    const { saga } = known;
    const { mark, position } = this.#readingOf(saga);
    const waiting = this.#waiting.get(saga);
    const now = performance.now();
    if (waiting === undefined || (waiting.mark !== mark && !waiting.isTold)) {
      this.#waiting.set(saga, { mark, since: now, isTold: false });
      return;
    }
    if (waiting.isTold || now - waiting.since < this.around.toldAfterMs || !(await this.around.isDue(known))) return;
    this.#waiting.set(saga, { ...waiting, isTold: true });
    const { head } = this.#begun.get(saga) ?? { head: undefined };
    this.around.notice({ word: 'deadlines-wait', saga, position, head });
  }

  #goesOn(saga: string): void {
    const isTold = this.#waiting.get(saga)?.isTold === true;
    this.#waiting.delete(saga);
    if (isTold) this.around.notice({ word: 'deadlines-go-on', saga });
  }

  #readingOf(saga: string): ReturnType<SubscriptionRunner['readingOf']> {
    return this.around.runner.readingOf(sagaSubscription(saga));
  }
}
