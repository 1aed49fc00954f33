import type { Clock } from '@daybook/domain';
import type {
  EventStore,
  HeldSaga,
  SagaAddress,
  SagaChange,
  SagaPage,
  SagaRecord,
  SagaStore,
} from '@daybook/event-store';
import { decideEnd, decideRetry, decideSkip } from '../deciding/decide-operation.js';
import { SettledChanges } from '../running/settled-changes.js';
import { StepKeys } from '../running/step-keys.js';
import type { SagaRegistry } from '../saga-registry.js';
import { sagaSubscription } from '../saga-subscription.js';
import { type OperatorsWord, recordedWord } from './operators-word.js';
import { ParkedOfSagas } from './parked-of-sagas.js';
import { SagaNotStuck } from './saga-not-stuck.error.js';
import { SagaOver } from './saga-over.error.js';
import type { SagaOverview } from './saga-overview.js';
import type {
  SagaEnded,
  SagaPaused,
  SagaReport,
  SagaRetried,
  SagaSkipped,
  SagasPruned,
  SagasRetried,
} from './saga-report.js';
import { SagaStuckElsewhere } from './saga-stuck-elsewhere.error.js';
import { SagasOnRecord } from './sagas-on-record.js';
import { WholeSagas } from './whole-sagas.js';

/** With what sagas are operated. */
export interface SagaOperationsParts {
  readonly store: Pick<EventStore, 'sagas' | 'subscriptions' | 'findAppend'>;
  readonly sagas: Pick<SagaRegistry, 'all' | 'find'>;
  readonly clock: Clock;
}

/** Options of `SagaOperations.skip`. */
export interface SkipOptions extends OperatorsWord {
  /** The step that is meant: refused if the instance is stuck at another thing by now. Default: at whatever it is stuck. */
  readonly step?: number | undefined;
}

/** What becomes of an instance, and what is answered when it is known which of its steps had taken effect. */
interface Decided<R> {
  readonly change: SagaChange;
  resultOf(settled: SagaChange): R;
}

/** Why nothing becomes of it; the error is made when nobody has to wait for it. */
interface Refused {
  refused(parkedEvents: number): Error;
}

type Outcome<R> = { readonly what: R } | (Refused & { readonly record: SagaRecord });

/** So many instances are looked up at a time when all are retried. */
const pageSize = 100;

/**
 * What operators do with instances of sagas: look at them, and help those that are stuck. From any process of the
 * application, whatever loops it runs, and for sagas of other releases too; the work is done by those that run sagas, within
 * half a second.
 *
 * Each is decided in the transaction that holds the instance, from how it is by then: if somebody else was first, it is
 * refused, and nothing is changed.
 *
 * @example
 * for (const { saga, key } of await operations.list({ stuck: true })) console.log(await operations.show({ saga, key }));
 * await operations.retry({ saga: 'order-fulfilment', key: orderId });
 * await operations.skip({ saga: 'order-fulfilment', key: orderId }, { reason: 'refunded by hand', by: 'ann', step: 4 });
 */
export class SagaOperations {
  readonly #parked: ParkedOfSagas;
  readonly #onRecord: SagasOnRecord;
  readonly #settled: SettledChanges;
  readonly #whole: WholeSagas;

  constructor(private readonly parts: SagaOperationsParts) {
    const { store } = parts;
    this.#parked = new ParkedOfSagas(store);
    this.#onRecord = new SagasOnRecord(parts, this.#parked);
    this.#whole = new WholeSagas(parts, this.#onRecord);
    // The store of sagas is asked for when it is needed: not every store has one.
    this.#settled = new SettledChanges(new StepKeys(store, { spend: (...asked) => this.#sagas.spend(...asked) }));
  }

  /**
   * Instances, by saga and key; 100 at most unless `limit` says otherwise, and `after` goes on behind one.
   *
   * @throws NoSuchSaga
   */
  async list(page: SagaPage = {}): Promise<readonly SagaRecord[]> {
    return this.#onRecord.list(page);
  }

  /**
   * How the sagas are as a whole, or one of them: those of this release, and those of others that are on record.
   *
   * @throws NoSuchSaga
   */
  async overview(saga?: string): Promise<readonly SagaOverview[]> {
    return this.#onRecord.overview(saga);
  }

  /**
   * One instance with every step, deadline and parked event of it.
   *
   * @throws NoSuchSaga, SagaInstanceMissing there is none, and no event waits to begin it
   */
  async show(address: SagaAddress): Promise<SagaReport> {
    return this.#onRecord.show(address);
  }

  /**
   * Has that tried once more at which an instance is stuck, with all attempts anew, and the parked events of its key. What was
   * refused by a rule is sent once more, too.
   *
   * @throws NoSuchSaga, SagaInstanceMissing
   * @throws SagaNotStuck nothing of it is stuck or parked
   */
  async retry(address: SagaAddress): Promise<SagaRetried> {
    const { saga, key } = address;
    const { record, isChanged } = await this.#sagas.change(address, async (held) => {
      const change = decideRetry({ held }, this.parts.clock.now());
      return { change, result: { record: held?.record, isChanged: change !== undefined } };
    });
    const parkedEvents = await this.#parked.retry(address, record);
    if (!isChanged && parkedEvents === 0) {
      throw record === undefined ? await this.#onRecord.missing(address) : new SagaNotStuck(address, record.status, 0);
    }
    return { saga, key, at: isChanged ? record?.stuckAt : undefined, parkedEvents };
  }

  /**
   * The same for all instances of a saga, or of all sagas, that are stuck, and for all of their events that are parked. A
   * reader that has stopped by itself, because too much was parked, goes on; one that somebody has paused does not.
   *
   * @throws NoSuchSaga
   */
  async retryAll(saga?: string): Promise<SagasRetried> {
    let instances = 0;
    let parkedEvents = 0;
    const resumed: string[] = [];
    for (const { saga: name, reader } of await this.overview(saga)) {
      instances += await this.#retryStuck(name);
      parkedEvents += await this.#parked.retryAll(name);
      if (reader?.stopped === undefined || reader.paused !== undefined) continue;
      if (await this.parts.store.subscriptions.resume(sagaSubscription(name))) resumed.push(name);
    }
    return { instances, parkedEvents, resumed };
  }

  /**
   * Leaves that out at which an instance is stuck: the step is on record as skipped, with the reason, and never sent; a
   * deadline is taken back. The instance goes on with what comes next, and is told nothing: what the step would have brought
   * about has to have come about otherwise, or not to matter.
   *
   * A copy of the command that is still under way in a process that stood still takes no effect any more. One that has taken
   * effect is found out: the step is done then, and not skipped.
   *
   * @throws InvalidSagaReason, NoSuchSaga, SagaInstanceMissing
   * @throws SagaNotStuck, SagaStuckElsewhere there is nothing to leave out, or something else than was meant
   */
  async skip(address: SagaAddress, { reason, by, step }: SkipOptions): Promise<SagaSkipped> {
    const word = recordedWord({ reason, by });
    const { saga, key } = address;
    return this.#change(address, (held) => {
      const { stuckAt: at, status } = held.record;
      const change = decideSkip({ held }, word, this.parts.clock.now());
      if (change === undefined) return { refused: (parked) => new SagaNotStuck(address, status, parked) };
      const stuckStep = at !== undefined && 'step' in at ? at.step : undefined;
      if (step !== undefined && step !== stuckStep) return { refused: () => new SagaStuckElsewhere(address, step, at) };
      return {
        change,
        resultOf: ({ moved }) => {
          const isDone = moved.some(({ number, status: now }) => number === stuckStep && now === 'done');
          return { saga, key, at, outcome: isDone ? 'done' : 'skipped' };
        },
      };
    });
  }

  /**
   * Ends an instance: nothing of it is sent any more, nothing is undone, no deadline fires, no fact comes to it. What is being
   * sent at this moment goes on to its end, and what comes of it is put on record.
   *
   * @throws InvalidSagaReason, NoSuchSaga, SagaInstanceMissing
   * @throws SagaOver it has come to its end before, and nothing of it is left
   */
  async end(address: SagaAddress, why: OperatorsWord): Promise<SagaEnded> {
    const word = recordedWord(why);
    const { saga, key } = address;
    const ended = await this.#change(address, (held) => {
      const { record, open } = held;
      const change = decideEnd({ held }, word, this.parts.clock.now());
      if (change === undefined) {
        return { refused: () => new SagaOver(address, record.status, record.failure !== undefined) };
      }
      return {
        change,
        resultOf: ({ moved, over }) => ({
          record,
          cancelled: numbersOf(moved.filter(({ status }) => status === 'cancelled')),
          done: numbersOf(moved.filter(({ status }) => status === 'done')),
          underWay: numbersOf(open.filter(({ claimedBy }) => claimedBy !== undefined)),
          deadlines: over,
        }),
      };
    });
    const { record, ...what } = ended;
    return { saga, key, ...what, parkedEvents: await this.#parked.retry(address, record) };
  }

  /**
   * Lets a saga stand still until it is resumed, restarts included: it reads no events, sends no commands, and no deadline of
   * it fires. Running processes obey with their next sign of life; what is being sent comes to its end.
   *
   * @throws InvalidSagaReason, NoSuchSaga
   */
  async pause(saga: string, why: OperatorsWord): Promise<SagaPaused> {
    return this.#whole.pause(saga, why);
  }

  /**
   * Lets a saga go on that was paused, or whose reader has stopped by itself: with what has waited, deadlines included.
   *
   * @throws NoSuchSaga
   */
  async resume(saga: string): Promise<SagaPaused> {
    return this.#whole.resume(saga);
  }

  /**
   * Forgets instances that have come to their end and have not changed for so long, of one saga or of all, some hundreds in a
   * transaction; but none that is stuck, has anything open, or for which events are parked. Of each stays its key: an event
   * that comes for it is passed over, also when the log is read again.
   *
   * @param olderThanMs in milliseconds, an hour at least
   * @throws InvalidSagaAge, NoSuchSaga
   */
  async prune(olderThanMs: number, saga?: string): Promise<SagasPruned> {
    return this.#whole.prune(olderThanMs, saga);
  }

  get #sagas(): SagaStore {
    return this.parts.store.sagas;
  }

  /** Decides while the instance is held. What is left out is told from what has taken effect in the same transaction. */
  async #change<R>(address: SagaAddress, decide: (held: HeldSaga) => Decided<R> | Refused): Promise<R> {
    const done = await this.#sagas.change<Outcome<R> | undefined>(address, async (held, manager) => {
      if (held === undefined) return { change: undefined, result: undefined };
      const decided = decide(held);
      if ('refused' in decided) return { change: undefined, result: { ...decided, record: held.record } };
      const change = await this.#settled.settle(held, decided.change, manager);
      return { change, result: { what: decided.resultOf(change) } };
    });
    if (done === undefined) throw await this.#onRecord.missing(address);
    if ('refused' in done) throw done.refused(await this.#parked.count(address, done.record));
    return done.what;
  }

  async #retryStuck(saga: string): Promise<number> {
    let retried = 0;
    let after: SagaAddress | undefined;
    for (;;) {
      const page = await this.#sagas.list({ saga, stuck: true, limit: pageSize, after });
      for (const { key } of page) {
        const wasStuck = await this.#sagas.change({ saga, key }, async (held) => {
          const change = decideRetry({ held }, this.parts.clock.now());
          return { change, result: change !== undefined };
        });
        if (wasStuck) retried++;
      }
      after = page.at(-1);
      if (after === undefined) return retried;
    }
  }
}

function numbersOf(steps: readonly { readonly number: number }[]): readonly number[] {
  return steps.map(({ number }) => number).sort((a, b) => a - b);
}
