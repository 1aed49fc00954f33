import type { Clock } from '@daybook/domain';
import type { Delivery, EntityManager, HeldSaga, SagaChange, SagaStep, SagaStore } from '@daybook/event-store';
import { afterChange } from '../deciding/after-change.js';
import { decideSaga } from '../deciding/decide-saga.js';
import { joinChanges } from '../deciding/join-changes.js';
import type { SagaInput } from '../deciding/saga-input.js';
import type { RegisteredSaga } from '../registered-saga.js';
import { readerOf } from '../saga-subscription.js';
import type { SagaHistory } from './saga-history.js';
import type { SettledChanges } from './settled-changes.js';

/** What a batch of events is applied with. */
export interface BatchSurroundings {
  readonly store: Pick<SagaStore, 'correlated' | 'held' | 'history' | 'pruned' | 'write'>;
  readonly clock: Clock;
  readonly settled: SettledChanges;
}

/** An event with those of its instances that are told of it here. */
interface Routed extends Delivery {
  /** Also those that belong to this conversation. */
  readonly correlationId: string | undefined;
  /** All keys that the event has, also those under which it comes at another time. */
  readonly all: readonly string[];
}

/** What a batch of events makes of the instances of one saga: everything is decided first, and written at once. */
export class SagaBatch {
  /** As they were before the batch. */
  readonly #before = new Map<string, HeldSaga>();
  /** As they are after the events so far, written or not. */
  readonly #now = new Map<string, HeldSaga>();
  readonly #changes = new Map<string, SagaChange>();
  /** Those for which events of history are parked. */
  #waiting: ReadonlySet<string> = new Set();

  constructor(
    private readonly saga: RegisteredSaga,
    private readonly history: Pick<SagaHistory, 'effectsFrom' | 'isOver' | 'outset'>,
    private readonly around: BatchSurroundings,
  ) {}

  /** @returns what was written */
  async apply(deliveries: readonly Delivery[], manager: EntityManager | undefined): Promise<readonly SagaChange[]> {
    const routed = deliveries.map((delivery) => this.#routed(delivery));
    await this.#hold(routed, manager);
    for (const event of routed) for (const key of this.#keysOf(event)) this.#decide(event, key);
    const changes: SagaChange[] = [];
    const pruned = await this.#pruned(manager);
    for (const [key, change] of this.#changes) {
      // It was there, and has come to its end long ago.
      if (pruned.has(key)) continue;
      changes.push(await this.around.settled.settle(this.#before.get(key), change, manager));
    }
    if (changes.length > 0) await this.around.store.write(changes, manager);
    return changes;
  }

  async #pruned(manager: EntityManager | undefined): Promise<ReadonlySet<string>> {
    const begun = [...this.#changes.keys()].filter((key) => !this.#before.has(key));
    return begun.length === 0 ? new Set() : this.around.store.pruned(this.saga.name, begun, manager);
  }

  #routed({ recorded, keys }: Delivery): Routed {
    const routes = this.saga.routesOf(recorded);
    const { correlationId } = routes;
    const isOwn = correlationId !== undefined && keys.includes(correlationId);
    const own = keys.filter((key) => routes.keys.includes(key));
    return { recorded, keys: own, correlationId: isOwn ? correlationId : undefined, all: routes.keys };
  }

  async #hold(routed: readonly Routed[], manager: EntityManager | undefined): Promise<void> {
    const { store } = this.around;
    const { name: saga } = this.saga;
    const conversations = [...new Set(routed.flatMap(({ correlationId = [] }) => correlationId))];
    const correlated = conversations.length === 0 ? [] : await store.correlated(saga, conversations, manager);
    const keys = new Set([...routed.flatMap((event) => event.keys), ...correlated.map(({ key }) => key)]);
    const addresses = [...keys].sort().map((key) => ({ saga, key }));
    for (const held of await store.held(addresses, manager)) {
      this.#before.set(held.record.key, held);
      this.#now.set(held.record.key, held);
    }
    if (this.#mayRelease(routed)) this.#waiting = await store.history.waiting(readerOf(saga), [...keys], manager);
  }

  /** Whether what is held in history could be sent because of what has happened since. */
  #mayRelease(routed: readonly Routed[]): boolean {
    const isHistory = ({ recorded }: Routed): boolean => recorded.position <= this.history.effectsFrom;
    if (routed.every(isHistory)) return false;
    return routed.some(isHistory) || [...this.#before.values()].some(({ open }) => open.some(isHeld));
  }

  /** Those that a former event of the batch has begun are among them. */
  #keysOf({ keys, correlationId, all }: Routed): readonly string[] {
    if (correlationId === undefined) return keys;
    const correlated = [...this.#now.values()].filter(({ record }) => record.correlationId === correlationId);
    // Whom it reaches by a key is told under that one, and not once more under the conversation: it may wait under either.
    const others = correlated.map(({ record }) => record.key).filter((key) => !all.includes(key));
    return [...keys, ...others];
  }

  #decide({ recorded }: Routed, key: string): void {
    const history = recorded.position <= this.history.effectsFrom;
    // The log is read once more: what the instance was told before is not told it again. Its parts, if it is a split one, come
    // together.
    if (history && recorded.position <= this.#toldBefore(key)) return;
    this.#make(key, { kind: 'event', recorded, history, historyWaits: this.#waiting.has(key) });
  }

  /** Up to which position an instance had been told when its history was begun: not how far it has come since, for events wait. */
  #toldBefore(key: string): number {
    const record = this.#before.get(key)?.record;
    if (record === undefined) return 0;
    const { outset, isOver } = this.history;
    const { toldBefore, heardTo, startedBy } = record;
    if (toldBefore?.outset === outset) return toldBefore.to;
    // What an earlier release has kept does not tell whether it was told of that in this reading: then it is told again.
    return toldBefore === undefined && isOver ? 0 : (heardTo ?? startedBy.position);
  }

  #make(key: string, input: SagaInput): void {
    const held = this.#now.get(key);
    const decided = decideSaga({ saga: this.saga, key, held }, input, this.around.clock.now());
    if (decided === undefined) return;
    const toldBefore = { outset: this.history.outset, to: this.#toldBefore(key) };
    const change = { ...decided, record: { ...decided.record, toldBefore } };
    this.#changes.set(key, joinChanges(this.#changes.get(key), change));
    this.#now.set(key, afterChange(held, change));
  }
}

function isHeld({ status }: SagaStep): boolean {
  return status === 'held';
}
