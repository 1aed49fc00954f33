import type { Clock } from '@daybook/domain';
import {
  type ClaimedStep,
  type Consumer,
  type EventStore,
  type KnownSaga,
  type RunnerNotice,
  type SagaStore,
  Slots,
  type SubscriptionRunner,
  Trouble,
  within,
} from '@daybook/event-store';
import type { SagaRegistry } from '../saga-registry.js';
import { sagaSubscription } from '../saga-subscription.js';
import { AcceptedTogether } from './accepted-together.js';
import type { CommandClasses } from './command-classes.js';
import { DeadlineLoop } from './deadline-loop.js';
import { FactsFirst } from './facts-first.js';
import { HistoryWatch } from './history-watch.js';
import { Insistence } from './insistence.js';
import { sagaConsumer } from './saga-consumer.js';
import { SagaDeadlines } from './saga-deadlines.js';
import { SagaDispatcher } from './saga-dispatcher.js';
import { SagaHistory } from './saga-history.js';
import type { SagaNotice } from './saga-notice.js';
import type { CheckedSagaSettings } from './saga-settings.js';
import { untilSagasIdle } from './sagas-idle-wait.js';
import { SettledChanges } from './settled-changes.js';
import { StepClaims } from './step-claims.js';
import { StepKeys } from './step-keys.js';
import { StepOutcomes } from './step-outcomes.js';
import { StepSending } from './step-sending.js';
import { StepTaking } from './step-taking.js';

/** What the sagas of a process are run with. */
export interface SagaLoopsParts {
  readonly store: EventStore;
  readonly sagas: SagaRegistry;
  readonly clock: Clock;
  /** Drives their readers. */
  readonly runner: SubscriptionRunner;
  /** Those that commands are made of. */
  readonly classes: Pick<CommandClasses, 'restored'>;
  readonly settings: CheckedSagaSettings;
  /** How long what is claimed stands without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  /** How long `stop` waits for what is under way, in milliseconds. */
  readonly stopWithinMs: number;
  /** After how long it is told that deadlines wait for facts that have not been heard yet, in milliseconds. Default 10,000. */
  readonly toldAfterMs?: number | undefined;
  /** Executes a command, as the application's bus does. */
  execute(command: object): Promise<unknown>;
  /** Told what happens to instances. */
  onNotice(notice: SagaNotice): void;
  /** Told when something fails for all of them, and when it is over. */
  onTrouble(notice: RunnerNotice): void;
}

/** So many connections at a time are used for what came of steps. */
const connections = 4;

/**
 * Runs the sagas of a process: their readers, which decide, the dispatcher, which has done what was decided, and the clock
 * that tells them when a time has come. Several processes share the work step by step; each can end at any moment.
 */
export class SagaLoops {
  readonly #histories: SagaHistory[] = [];
  readonly #claims: StepClaims;
  readonly #dispatcher: SagaDispatcher;
  readonly #deadlines: DeadlineLoop;
  readonly #facts: FactsFirst;
  readonly #watch: HistoryWatch;
  readonly #insistence: Insistence;
  readonly #settled: SettledChanges;
  readonly #stopping = new AbortController();
  #hasStarted = false;
  #deafen: () => void = () => undefined;

  constructor(private readonly parts: SagaLoopsParts) {
    const { store: events, sagas, clock, classes, settings, leaseMs, runner } = parts;
    const store = events.sagas;
    const { pollMs } = settings;
    const process = runner.name;
    const notice = (of: SagaNotice): void => this.#notice(of);
    const trouble = (doing: string): Trouble => new Trouble({ doing }, (of) => parts.onTrouble(of));
    const wake = (): void => this.#dispatcher.wake();
    const keys = new StepKeys(events, store);
    const settled = (this.#settled = new SettledChanges(keys));
    const slots = new Slots(connections);
    const changing = { change: ((...asked) => slots.use(() => store.change(...asked))) as SagaStore['change'] };
    this.#insistence = new Insistence(() => trouble('putting on record what came of steps'));
    this.#claims = new StepClaims({ store, process, leaseMs, trouble: trouble('keeping claims of steps'), notice });
    const outcomes = new StepOutcomes({
      store: {
        ...changing,
        stands: (...asked) => store.stands(...asked),
        spend: (...asked) => store.spend(...asked),
      },
      ...{ sagas, clock, settled, notice },
    });
    const stands = async ({ claim }: { readonly claim: string }): Promise<boolean> =>
      (await store.renew(process, [claim], leaseMs)).has(claim);
    const alone = (claim: ClaimedStep): Promise<void> => outcomes.carriedOut(claim);
    const together = new AcceptedTogether({ store, clock, alone });
    const execute = (command: object): Promise<unknown> => parts.execute(command);
    const sending = new StepSending({ classes, keys, stands, execute, withinMs: settings.commandWithinMs });
    const taking = new StepTaking({
      ...{ store, sending, notice },
      outcomes: {
        carriedOut: (claim) => together.add(claim),
        refused: (...told) => outcomes.refused(...told),
        givenUp: (claim) => outcomes.givenUp(claim),
      },
      claims: this.#claims,
      insist: (...work) => this.#insistence.insist(...work),
      retryOf: (saga) => (sagas.find(saga) ?? unknown).latest.retry,
      wakeIn: (ms) => void setTimeout(wake, ms).unref(),
    });
    this.#dispatcher = new SagaDispatcher({
      ...{ store, process, leaseMs, pollMs, claims: this.#claims, trouble: trouble('taking steps of sagas') },
      sagas: () => this.#known,
      atOnce: settings.commandsAtOnce,
      take: (claim) => taking.take(claim),
    });
    const facts = (this.#facts = new FactsFirst({
      ...{ store: events, runner, notice, toldAfterMs: parts.toldAfterMs ?? 10_000 },
      isDue: async (saga) => (await store.due([saga], clock.now(), 1)).length > 0,
    }));
    const deadlines = new SagaDeadlines({
      store: { ...changing, history: store.history },
      sagas,
      clock,
      settled,
      fired: wake,
      notice,
    });
    this.#deadlines = new DeadlineLoop({
      ...{ store, clock, pollMs, trouble: trouble('watching deadlines of sagas') },
      sagas: () => facts.heard(this.#going(this.#watch.caughtUp)),
      fire: async (due) => (facts.hasHeard(due.saga) ? deadlines.fire(due) : 'waits'),
    });
    this.#watch = new HistoryWatch(() => this.#histories, pollMs, trouble('looking how far sagas have caught up'));
  }

  /** Their readers, for the runner. Puts on record from where on their effects count, before they begin. */
  async consumers(): Promise<readonly Consumer[]> {
    const { store, sagas, runner, clock } = this.parts;
    const consumers: Consumer[] = [];
    for (const saga of sagas.all()) {
      const released = (): void => this.#dispatcher.wake();
      const begun = (): void => this.#watch.wake();
      const history = new SagaHistory(saga, {
        store,
        runner,
        clock,
        released,
        begun,
        notice: (of) => this.#notice(of),
      });
      this.#histories.push(history);
      const committed = (firstDue: Date | undefined): void => {
        this.#dispatcher.wake();
        if (firstDue !== undefined) this.#deadlines.expect(firstDue);
      };
      const consumer = sagaConsumer(history, { store: store.sagas, clock, settled: this.#settled, committed });
      await this.#insistence.insist(() => history.begin(consumer));
      consumers.push(consumer);
    }
    return consumers;
  }

  /** Begins to take steps and to watch deadlines, if there are any sagas. */
  start(): void {
    if (this.#histories.length === 0 || this.#hasStarted) return;
    this.#hasStarted = true;
    this.#dispatcher.start();
    this.#deadlines.start();
    this.#watch.start();
    this.#deafen = this.parts.runner.listen(() => {
      if (this.#facts.hasNews) this.#deadlines.wake();
    });
  }

  /** The sagas of which deadlines are due, and wait for so long for facts that have not been heard that it was told. */
  get waiting(): readonly string[] {
    return this.#facts.told;
  }

  /** Begins nothing new, and lets what is under way come to its end. Never rejects. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#deafen();
    if (!this.#hasStarted) {
      this.#insistence.giveUp();
      return;
    }
    const ended = Promise.all([this.#dispatcher.stop(), this.#deadlines.stop(), this.#watch.stop()]);
    await within(this.parts.stopWithinMs, ended);
    this.#insistence.giveUp();
    await within(this.parts.stopWithinMs / 4, this.#claims.stop());
  }

  /**
   * Waits until nothing can be done: no step that could be taken, none whose attempt is to be made again, no deadline that is
   * due. What waits for a time to come, or for an operator, is idle.
   *
   * @throws SagasNotIdle
   */
  async whenIdle(timeoutMs: number): Promise<void> {
    if (!this.#hasStarted) return;
    const isStopped = (): boolean => this.#stopping.signal.aborted;
    await untilSagasIdle({ left: () => this.#left(), underWay: () => this.#dispatcher.underWay, isStopped }, timeoutMs);
  }

  async #left(): Promise<readonly string[]> {
    const { behind } = this.#watch;
    if (behind.length > 0) {
      this.#watch.wake();
      return behind.map((saga) => `"${saga}" has not caught up with history`);
    }
    const deaf = this.#known.filter(({ saga }) => !this.#facts.hasHeard(saga));
    if (deaf.length > 0) {
      this.#deadlines.wake();
      return deaf.map(({ saga }) => `"${saga}" has not heard yet what is in the log`);
    }
    if (!(await this.#deadlines.look())) return ['deadlines have just fired'];
    if (!(await this.#dispatcher.look())) return [`${this.#dispatcher.underWay} commands are under way here`];
    const againInMs = await this.parts.store.sagas.nextAttemptInMs(this.#known);
    return againInMs === undefined ? [] : [`a step is taken elsewhere, or once more in ${Math.round(againInMs)} ms`];
  }

  get #known(): readonly KnownSaga[] {
    return this.#going(this.#histories);
  }

  /** Nothing is done for those that operators have paused. */
  #going(histories: readonly SagaHistory[]): readonly KnownSaga[] {
    const { runner } = this.parts;
    const going = histories.filter(({ saga }) => !runner.isPaused(sagaSubscription(saga.name)));
    return going.map(({ saga: { name, versions } }) => ({ saga: name, versions }));
  }

  #notice(notice: SagaNotice): void {
    try {
      this.parts.onNotice(notice);
    } catch {
      // Whoever listens must not stop what is told of.
    }
  }
}

/** Of a saga that is not known here any more. */
const unknown = { latest: { retry: { attempts: 5, firstMs: 50, longestMs: 5_000 } } };
