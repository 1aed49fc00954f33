import type { HeldSaga, RecordedEvent } from '@daybook/event-store';
import type { SagaClass } from '@daybook/nestjs/sagas';
import { FreezeAccount } from '../../../accounts/contract/account-commands.js';
import { CountStock, PickStock, ReleaseStock, ReserveStock } from '../../../inventory/contract/inventory-commands.js';
import { CapturePayment, RefundPayment, VoidPayment } from '../../../payments/contract/payment-commands.js';
import { CancelOrder, HandToCarrier, MarkDelivered, MarkUnavailable } from '../../contract/order-commands.js';
import { RefundRecording } from '../../record-refund/refund-recording.saga.js';
import { accountOf, type MemoryHarbour, skuOf } from './memory-harbour.js';
import { PlayedSaga, refusalOf } from './played-saga.js';
import type { Fulfilment, Move, Purchase } from './random-fulfilments.js';

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
    { purchase, moves }: Fulfilment,
  ): Promise<PlayedFulfilment> {
    const began = await harbour.head();
    const played = new PlayedFulfilment(harbour, sagas, purchase, await harbour.submit(purchase), began);
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

  /** Whether it goes on; a delivery that is overdue is over by itself when the order is delivered. */
  get #isOpen(): boolean {
    const { status, failure } = this.held?.record ?? {};
    return status === 'running' && (failure === undefined || failure.includes('DeliveryOverdue'));
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
        await this.#move('refund-part');
        while (await this.#refunds.goOn());
        return true;
      case 'wait':
        return this.#fulfilment.wait();
      default:
        for (const command of this.#commandsOf(move)) await this.harbour.do(command).catch(passOver);
        return true;
    }
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
