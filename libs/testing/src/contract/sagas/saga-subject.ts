import { randomUUID } from 'node:crypto';
import type {
  ClaimedStep,
  EntityManager,
  HeldSaga,
  KnownSaga,
  NewSagaStep,
  SagaAddress,
  SagaChange,
  SagaHistoryStore,
  SagaInFull,
  SagaReader,
  SagaRecord,
  SagaStore,
  StepsWanted,
} from '@daybook/event-store';
import { ContractSubject } from '../contract-subject.js';

/** What becomes of an instance, as far as it is of importance. */
export interface Decided extends Partial<Omit<SagaChange, 'record' | 'steps'>> {
  readonly record?: Partial<SagaRecord>;
  readonly steps?: readonly Partial<NewSagaStep>[];
}

/** The store under test, and the words in which this contract speaks of its sagas. */
export class SagaSubject extends ContractSubject {
  get sagas(): SagaStore {
    return this.store.sagas;
  }

  get history(): SagaHistoryStore {
    return this.sagas.history;
  }

  /** An instance of a saga that nobody has met, as nobody has left it. */
  address(saga = newSaga()): SagaAddress {
    return { saga, key: randomUUID() };
  }

  /** Begins an instance, or changes it. */
  async decide(address: SagaAddress, decided: Decided = {}): Promise<void> {
    await this.sagas.change(address, async (held) => ({ change: changeOf(address, held, decided), result: undefined }));
  }

  /** Begins an instance with so many commands that are to be sent. */
  async sending(steps: number, saga?: string, decided: Decided = {}): Promise<SagaAddress> {
    const address = this.address(saga);
    await this.decide(address, { ...decided, steps: Array.from({ length: steps }, () => ({})) });
    return address;
  }

  /** A saga whose subscription is on record. */
  async reader(saga = newSaga()): Promise<SagaReader> {
    const subscription = `saga:${saga}`;
    await this.store.subscriptions.register([{ name: subscription, kind: 'saga', segments: 1, from: 0 }]);
    return { saga, subscription };
  }

  async claim(saga: string, other: Partial<StepsWanted> = {}): Promise<readonly ClaimedStep[]> {
    const wanted = { process: newProcess(), sagas: known(saga), limit: 100, leaseMs: 60_000, ...other };
    return this.sagas.claim(wanted);
  }

  /** The claim of the one step that can be had. */
  async claimOne(saga: string, other: Partial<StepsWanted> = {}): Promise<ClaimedStep> {
    const [claim, ...others] = await this.claim(saga, other);
    if (claim === undefined || others.length > 0) throw new Error(`Not one step of ${saga} is to be had.`);
    return claim;
  }

  /** Says what came of a step, unless the claim is somebody else's; answers whether it could. */
  async settle(claim: ClaimedStep, decided: Decided = {}): Promise<boolean> {
    return this.sagas.change(claim, async (held, manager) => {
      if (held === undefined || !(await this.sagas.stands(claim, manager))) return { change: undefined, result: false };
      const moved = [{ number: claim.step.number, status: 'done' } as const];
      return { change: changeOf(claim, held, { moved, ...decided }), result: true };
    });
  }

  async show(address: SagaAddress): Promise<SagaInFull> {
    const shown = await this.sagas.show(address);
    if (shown === undefined) throw new Error(`There is no ${address.saga} of ${address.key}.`);
    return shown;
  }

  /** Does work in a transaction as those have who read the log, or in none where the store knows none. */
  async inTransaction(work: (manager: EntityManager | undefined) => Promise<void>): Promise<void> {
    const name = `s-${randomUUID()}`;
    await this.store.subscriptions.register([{ name, kind: 'saga', segments: 1, from: 0 }]);
    const claim = [{ subscription: name, segment: 0 }];
    const [lease] = await this.store.subscriptions.claim(newProcess(), claim, 60_000);
    if (lease === undefined) throw new Error('A subscription that nobody knows is not to be had.');
    await this.store.subscriptions.commit(lease, async (manager) => {
      await work(manager);
      return { position: 1 };
    });
  }
}

/** A saga that nobody has met. */
export function newSaga(): string {
  return `saga-${randomUUID()}`;
}

/** A process that nobody has met. */
export function newProcess(): string {
  return `p-${randomUUID()}`;
}

/** A saga in its first version. */
export function known(saga: string, ...versions: readonly number[]): readonly KnownSaga[] {
  return [{ saga, versions: versions.length === 0 ? [1] : versions }];
}

/** An instance in which nothing else is of importance. */
export function recordOf(address: SagaAddress, other: Partial<SagaRecord> = {}): SagaRecord {
  return {
    saga: address.saga,
    key: address.key,
    version: 1,
    status: 'running',
    state: {},
    correlationId: `c-${address.key.slice(0, 100)}`,
    metadata: {},
    startedBy: { eventId: randomUUID(), position: 1 },
    startedAt: new Date('2026-01-02T03:04:05.678Z'),
    changedAt: new Date('2026-01-02T03:04:05.678Z'),
    steps: 0,
    turns: 0,
    reason: undefined,
    failure: undefined,
    stuckAt: undefined,
    ...other,
  };
}

/** A command that is to be sent in its turn, in which nothing else is of importance. */
export function stepOf(number: number, other: Partial<NewSagaStep> = {}): NewSagaStep {
  return {
    number,
    turn: number,
    kind: 'command',
    type: 'contract.do',
    payload: { number },
    status: 'due',
    cause: { event: randomUUID(), type: 'contract.noted' },
    decidedAt: new Date('2026-01-02T03:04:05.678Z'),
    ...other,
  };
}

/** What becomes of an instance, or how it begins. */
export function changeOf(address: SagaAddress, held: HeldSaga | undefined, decided: Decided = {}): SagaChange {
  const { steps = [], moved = [], deadlines = [], over = [] } = decided;
  const before = held?.record ?? recordOf(address);
  const number = before.steps + steps.length;
  const record = { ...before, steps: number, turns: number, ...decided.record };
  return { record, steps: steps.map((step, at) => stepOf(before.steps + at + 1, step)), moved, deadlines, over };
}
