import { isBusinessRuleViolation, isDaybookError, type JsonObject } from '@daybook/domain';
import type { HeldSaga, RecordedEvent, SagaStep } from '@daybook/event-store';
import { sagaDefinitionOf } from '@daybook/nestjs';
import { afterChange, decideSaga, RegisteredSaga, type SagaClass, type SagaInput } from '@daybook/nestjs/sagas';
import { FreezeAccount } from '../../../accounts/contract/account-commands.js';
import { CountStock, PickStock, ReleaseStock, ReserveStock } from '../../../inventory/contract/inventory-commands.js';
import { CapturePayment, RefundPayment, VoidPayment } from '../../../payments/contract/payment-commands.js';
import { CancelOrder, HandToCarrier, MarkDelivered, MarkUnavailable } from '../../contract/order-commands.js';
import { accountOf, type MemoryHarbour, skuOf } from './memory-harbour.js';
import type { Fulfilment, Move, Purchase } from './random-fulfilments.js';

/** A command under way: claimed, and then with what came of it. */
interface UnderWay {
  readonly step: SagaStep;
  readonly outcome?: SagaInput;
}

/** One order, played move by move: what the machinery does to the saga is done here by hand, in the order that is told. */
export class PlayedFulfilment {
  readonly #saga: RegisteredSaga;
  #heard: number;
  #now = new Date('2026-01-01');
  #underWay: UnderWay | undefined;
  held: HeldSaga | undefined;

  private constructor(
    private readonly harbour: MemoryHarbour,
    sagaClass: SagaClass,
    private readonly purchase: Purchase,
    readonly orderId: string,
    readonly began: number,
  ) {
    this.#saga = new RegisteredSaga([sagaDefinitionOf(sagaClass)]);
    this.#heard = began;
  }

  /** Plays it to its end: after the moves everything happens that is to happen, and what has left is delivered. */
  static async of(harbour: MemoryHarbour, saga: SagaClass, { purchase, moves }: Fulfilment): Promise<PlayedFulfilment> {
    const began = await harbour.head();
    const played = new PlayedFulfilment(harbour, saga, purchase, await harbour.submit(purchase), began);
    for (const move of moves) await played.#move(move);
    for (const then of ['hand-over', 'deliver', 'wait'] as const) {
      await played.#rest();
      if (played.#isOpen) await played.#move(then);
    }
    await played.#rest();
    return played;
  }

  /** What has happened since it began, in this order and around it. */
  events(): Promise<readonly RecordedEvent[]> {
    return this.harbour.eventsAfter(this.began);
  }

  get #isOpen(): boolean {
    return this.held?.record.status === 'running' && this.held.record.failure === undefined;
  }

  async #rest(): Promise<void> {
    while (await this.#goOn());
  }

  async #goOn(): Promise<boolean> {
    let moved = false;
    for (const move of ['hear', 'claim', 'carry-out', 'answer'] as const) moved = (await this.#move(move)) || moved;
    return moved;
  }

  async #move(move: Move): Promise<boolean> {
    switch (move) {
      case 'go-on':
        return this.#goOn();
      case 'rest':
        await this.#rest();
        return true;
      case 'hear':
        return this.#hear();
      case 'claim':
        return this.#claim();
      case 'carry-out':
        return this.#carryOut();
      case 'answer':
        return this.#answer();
      case 'wait':
        return this.#wait();
      default:
        for (const command of this.#commandsOf(move)) await this.harbour.do(command).catch(passOver);
        return true;
    }
  }

  async #hear(): Promise<boolean> {
    for (const recorded of await this.harbour.eventsAfter(this.#heard)) {
      this.#heard = recorded.position;
      if (!this.#saga.routesOf(recorded).keys.includes(this.orderId)) continue;
      this.#decide({ kind: 'event', recorded, history: false });
      return true;
    }
    return false;
  }

  #claim(): boolean {
    const due = this.held?.open.filter(({ status }) => status === 'due') ?? [];
    const [step] = [...due].sort((a, b) => Number(a.turn) - Number(b.turn));
    if (step === undefined || this.#underWay !== undefined || this.held?.record.failure !== undefined) return false;
    this.#underWay = { step };
    const claimed = (one: SagaStep) => (one.number === step.number ? { ...one, claimedBy: 'here', attempts: 1 } : one);
    this.held = this.held && { ...this.held, open: this.held.open.map(claimed) };
    return true;
  }

  async #carryOut(): Promise<boolean> {
    if (this.#underWay === undefined || this.#underWay.outcome !== undefined) return false;
    const { step } = this.#underWay;
    const sent = this.harbour.do(this.harbour.restored(step.type, step.payload));
    const outcome = await sent.then(
      (): SagaInput => ({ kind: 'accepted', step: step.number }),
      (error: unknown): SagaInput => ({ kind: 'refused', step: step.number, refusal: refusalOf(error) }),
    );
    this.#underWay = { step, outcome };
    return true;
  }

  #answer(): boolean {
    const outcome = this.#underWay?.outcome;
    if (outcome === undefined) return false;
    this.#underWay = undefined;
    this.#decide(outcome);
    return true;
  }

  #wait(): boolean {
    const [deadline] = [...(this.held?.deadlines ?? [])].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    if (deadline === undefined) return false;
    this.#now = new Date(Math.max(this.#now.getTime(), deadline.dueAt.getTime()));
    this.#decide({ kind: 'deadline', deadline });
    return true;
  }

  #decide(input: SagaInput): void {
    const of = { saga: this.#saga, key: this.orderId, held: this.held };
    const change = decideSaga(of, input, this.#now);
    if (change !== undefined) this.held = afterChange(this.held, change);
  }

  #commandsOf(move: Move): readonly object[] {
    const { orderId } = this;
    const [sku, { store, stocked } = { store: '', stocked: 0 }] = [skuOf(orderId), this.purchase.lines[0]];
    switch (move) {
      case 'cancel':
        return [new CancelOrder(orderId, 'a mistake')];
      case 'mark-unavailable':
        return [new MarkUnavailable(orderId, 'broken')];
      case 'hand-over':
        return [new HandToCarrier(orderId, {})];
      case 'deliver':
        return [new MarkDelivered(orderId)];
      case 'freeze':
        return [new FreezeAccount(accountOf(orderId), 'a review')];
      case 'count-nothing':
        return [new CountStock(store, sku, 0)];
      case 'buy-the-rest':
        return Array.from({ length: stocked }, (_, n) => new ReserveStock(store, sku, `another-${n}`, 1));
      case 'release':
        return [new ReleaseStock(store, sku, orderId)];
      case 'pick':
        return [new PickStock(store, sku, orderId)];
      case 'void':
        return [new VoidPayment(orderId)];
      case 'capture':
        return [new CapturePayment(orderId)];
      case 'refund':
        return [new RefundPayment(orderId)];
      default:
        return [];
    }
  }
}

/** What is refused to others is their affair; whatever else goes wrong is not. */
function passOver(error: unknown): void {
  refusalOf(error);
}

function refusalOf(error: unknown): { code: string; message: string; data?: JsonObject } {
  if (isBusinessRuleViolation(error)) return { code: error.code, message: error.message, data: error.data };
  if (isDaybookError(error) && error.code.startsWith('aggregate-')) return { code: error.code, message: error.message };
  throw error;
}
