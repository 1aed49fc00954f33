import type { HeldSaga, RecordedEvent } from '@daybook/event-store';
import type { SagaClass } from '@daybook/nestjs/sagas';
import { FreezeAccount } from '../../../accounts/contract/account-commands.js';
import { CountStock, PickStock, ReleaseStock, ReserveStock } from '../../../inventory/contract/inventory-commands.js';
import {
  AuthorisePayment,
  CapturePayment,
  RefundPayment,
  VoidPayment,
} from '../../../payments/contract/payment-commands.js';
import { CancelOrder, HandToCarrier, MarkDelivered, MarkUnavailable } from '../../contract/order-commands.js';
import { RefundRecording } from '../../record-refund/refund-recording.saga.js';
import { accountOf, type MemoryHarbour, priceOf, skuOf } from './memory-harbour.js';
import { PlayedSaga, refusalOf } from './played-saga.js';
import { earlyMoves, type Fulfilment, type Move, type Purchase } from './random-fulfilments.js';

const nothing = { store: '', stocked: 0, quantity: 0 };
const isEarly = (move: Move): boolean => (earlyMoves as readonly Move[]).includes(move);

/** The sagas that are played; what others hear of is left out. */
export interface PlayedSagas {
  readonly fulfilment: SagaClass;
  /** Default: as it is. */
  readonly refunds?: SagaClass;
}

/** One order, played move by move: what the machinery does to the sagas is done here by hand, in the order that is told. */
export class PlayedFulfilment {
  readonly #fulfilment: PlayedSaga;
  readonly #refunds: PlayedSaga;

  private constructor(
    private readonly harbour: MemoryHarbour,
    { fulfilment, refunds = RefundRecording }: PlayedSagas,
    private readonly purchase: Purchase,
    readonly orderId: string,
    readonly began: number,
  ) {
    this.#fulfilment = new PlayedSaga(harbour, fulfilment, orderId, began);
    // The payment that the fulfilment asks for bears the order's id.
    this.#refunds = new PlayedSaga(harbour, refunds, orderId, began);
  }

  /** Plays it to its end: after the moves everything happens that is to happen, and what has left is delivered. */
  static async of(
    harbour: MemoryHarbour,
    sagas: PlayedSagas,
    { purchase, before, moves }: Fulfilment,
  ): Promise<PlayedFulfilment> {
    const began = await harbour.head();
    const orderId = await harbour.fill(purchase);
    const played = new PlayedFulfilment(harbour, sagas, purchase, orderId, began);
    for (const move of before) await played.#move(move);
    await harbour.submit(orderId);
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

  /** What is kept of the fulfilment. */
  get held(): HeldSaga | undefined {
    return this.#fulfilment.held;
  }

  get #isOpen(): boolean {
    const { status, failure } = this.held?.record ?? {};
    return status === 'running' && failure === undefined;
  }

  async #isPaid(): Promise<boolean> {
    const own = `order-${this.orderId}`;
    return (await this.events()).some(({ type, streamId }) => type === 'order.payment-captured' && streamId === own);
  }

  async #rest(): Promise<void> {
    for (let moved = true; moved;) {
      moved = await this.#fulfilment.goOn();
      moved = (await this.#refunds.goOn()) || moved;
    }
  }

  async #move(move: Move): Promise<boolean> {
    switch (move) {
      case 'go-on':
        return this.#fulfilment.goOn();
      case 'rest':
        await this.#rest();
        return true;
      case 'hear':
        return this.#fulfilment.hear();
      case 'claim':
        return this.#fulfilment.claim();
      case 'carry-out':
        return this.#fulfilment.carryOut();
      case 'answer':
        return this.#fulfilment.answer();
      case 'refund-part-told':
        await this.#move('capture');
        await this.#move('refund-part');
        while (await this.#refunds.goOn());
        return true;
      case 'wait':
        return this.#fulfilment.wait();
      default:
        if (isEarly(move) && (await this.#isPaid())) return false;
        for (const command of this.#commandsOf(move)) await this.harbour.do(command).catch(passOver);
        return true;
    }
  }

  #commandsOf(move: Move): readonly object[] {
    const { orderId } = this;
    const accountId = accountOf(orderId);
    const [sku, { store, stocked, quantity } = nothing] = [skuOf(orderId), this.purchase.lines[0]];
    const pay = (amountMinor: number) =>
      new AuthorisePayment(orderId, { orderId, accountId, amountMinor, currency: 'EUR' });
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
        return [new FreezeAccount(accountId, 'a review')];
      case 'count-nothing':
        return [new CountStock(store, sku, 0)];
      case 'buy-the-rest':
        return Array.from({ length: stocked }, (_, n) => new ReserveStock(store, sku, `another-${n}`, 1));
      case 'release':
        return [new ReleaseStock(store, sku, orderId)];
      case 'fetch':
        return [new HandToCarrier(orderId, {}), new PickStock(store, sku, orderId)];
      case 'pick':
        return [new PickStock(store, sku, orderId)];
      case 'reserve':
        return [new ReserveStock(store, sku, orderId, quantity)];
      case 'reserve-more':
        return [new ReserveStock(store, sku, orderId, quantity + 1)];
      case 'reserve-for-a-while':
        return [new ReserveStock(store, sku, orderId, quantity, { expiresAt: new Date('2099-01-01') })];
      case 'pay':
        return [pay(priceOf(this.purchase))];
      case 'pay-less':
        return [pay(1)];
      case 'void':
        return [new VoidPayment(orderId)];
      case 'capture':
        return [new CapturePayment(orderId)];
      case 'refund':
        return [new RefundPayment(orderId)];
      case 'refund-part':
        return [new RefundPayment(orderId, 5)];
      default:
        return [];
    }
  }
}

/** What is refused to others is their affair; whatever else goes wrong is not. */
function passOver(error: unknown): void {
  refusalOf(error);
}
