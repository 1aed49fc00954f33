import { type DomainEvent, type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import {
  CancelReservation,
  PutBackStock,
  ReserveStock,
  SettleReservation,
} from '../../inventory/contract/inventory-commands.js';
import {
  ReservationExpired,
  ReservationLost,
  StockPicked,
  StockReleased,
  StockReserved,
} from '../../inventory/contract/inventory-events.js';
import {
  AuthorisePayment,
  CancelPayment,
  CancelPaymentOfOrder,
  CapturePayment,
} from '../../payments/contract/payment-commands.js';
import {
  PaymentAuthorised,
  PaymentCaptured,
  PaymentRefunded,
  PaymentRefused,
} from '../../payments/contract/payment-events.js';
import {
  CancelOrder,
  MarkUnavailable,
  RecordDeliveryOverdue,
  RecordPaymentCaptured,
  RequestShipment,
} from '../contract/order-commands.js';
import {
  OrderBecameUnavailable,
  OrderCancelled,
  OrderDelivered,
  OrderHandedToCarrier,
  OrderPaymentCaptured,
  OrderSubmitted,
} from '../contract/order-events.js';
import { type FulfilmentState, isFit, isWhole, type PaymentTerms, placeOf } from './fulfilment-state.js';
import { handOverDueAt, overdueAt, waits } from './waits.js';

interface OfOrder extends DomainEvent {
  readonly orderId: string;
}
const ofOrder = ({ orderId }: OfOrder): string => orderId;
/** The payment that the fulfilment asks for bears the order's id. Others may be made for the order, by whomever. */
const ofItsPayment = ({ orderId }: OfOrder, { aggregateId }: EventMetadata): string | undefined =>
  aggregateId === orderId ? orderId : undefined;
const fulfilledHere = ({ orderId, fulfilment }: OrderSubmitted): string | undefined =>
  fulfilment === 'elsewhere' ? undefined : orderId;

/**
 * Takes an order from its submission to the customer: line by line from the shelf, paid, asked for to be fetched.
 *
 * Whether an order can still be called off is for the order to say. So whatever goes wrong, the order is asked, and this turns
 * round when it says that it was called off, by whomever. If it says that the goods have left, this goes on.
 */
@Saga('order-fulfilment', { version: 1 })
export class OrderFulfilment extends SagaInstance<FulfilmentState> {
  @StartsOn(OrderSubmitted, fulfilledHere)
  submitted({ lines, accountId, currency, totalMinor, promisedOn }: OrderSubmitted): void {
    this.state = {
      lines: lines.map(({ store, sku, quantity }) => ({ store, sku, quantity })),
      ...{ accountId, currency, totalMinor },
      ...(promisedOn !== undefined && { promisedOn }),
      ...{ reserved: 0, picked: [], refundedMinor: 0, stage: 'going on' },
    };
    this.#goOn();
  }

  @On(StockReserved, ofOrder)
  reserved({ store, sku, quantity, expiresAt }: StockReserved): void {
    const place = placeOf(this.state, { store, sku });
    if (place === -1) return;
    this.compensateWith(new CancelReservation(store, sku, this.key));
    if (place !== this.state.reserved || quantity !== this.state.lines[place]?.quantity) return;
    // What others have put aside for a while may be gone before it is fetched.
    if (expiresAt === undefined) this.#isReserved();
  }

  @On(PaymentAuthorised, ofItsPayment)
  authorised(payment: PaymentAuthorised): void {
    this.#follow('authorised', payment);
  }

  @On(PaymentCaptured, ofItsPayment)
  captured(payment: PaymentCaptured): void {
    this.#follow('captured', payment);
  }

  @On(OrderPaymentCaptured, ofOrder)
  paid({ paymentId }: OrderPaymentCaptured): void {
    if (paymentId !== this.key) return;
    if (this.state.stage !== 'going on') return;
    this.cancelDeadline('capture');
    this.send(new RequestShipment(this.key));
    this.deadline('hand-over', handOverDueAt(this.now, this.state.promisedOn));
  }

  @On(OrderHandedToCarrier, ofOrder)
  left(): void {
    this.#stopWaiting();
    this.state.stage = 'left';
    for (const [place, { store, sku }] of this.state.lines.entries()) {
      if (!this.state.picked.includes(place)) this.send(new SettleReservation(store, sku, this.key));
    }
    this.deadline('delivery', overdueAt(this.now, this.state.promisedOn));
  }

  @On(OrderDelivered, ofOrder)
  delivered(): void {
    this.complete();
  }

  @On(OrderCancelled, OrderBecameUnavailable, ofOrder)
  calledOff({ reason = 'the order was called off' }: OrderCancelled | OrderBecameUnavailable): void {
    this.state.stage = 'called off';
    // Others may have put aside what this has not asked for yet, also before the order was submitted.
    const { lines, reserved, payment } = this.state;
    for (const { store, sku } of lines.slice(reserved))
      this.compensateWith(new CancelReservation(store, sku, this.key));
    if (payment === undefined) this.compensateWith(new CancelPaymentOfOrder(this.key, reason));
    this.compensate(reason);
  }

  @On(PaymentRefunded, ofItsPayment)
  refunded({ amountMinor }: PaymentRefunded): void {
    this.state.refundedMinor += amountMinor;
    if (this.state.refundedMinor >= this.state.totalMinor) this.#cancel('the money was given back');
  }

  @On(PaymentRefused, ofItsPayment)
  notPaid({ step, reason, ...payment }: PaymentRefused): void {
    const isOurs = step !== 'authorisation' || (isWhole(this.state) && isFit(this.state, payment));
    if (step !== 'refund' && isOurs) this.#cancel(`the account does not pay: ${reason}`);
  }

  @On(StockPicked, ofOrder)
  picked(line: StockPicked): void {
    const place = placeOf(this.state, line);
    if (place === -1) return;
    this.state.picked.push(place);
    if (this.state.stage !== 'left') this.compensateWith(new PutBackStock(line.store, line.sku, this.key));
  }

  @On(ReservationLost, ReservationExpired, StockReleased, ofOrder)
  notReservedAnyMore(line: ReservationLost | ReservationExpired | StockReleased): void {
    if (placeOf(this.state, line) !== -1) this.#giveUp(`${line.sku} of ${line.store} is not put aside any more`);
  }

  @OnCommandRefused(ReserveStock)
  notReserved({ command: { store, sku, quantity }, code, message, data }: CommandRefusal<ReserveStock>): void {
    // Others have put it aside just before, and that was heard of.
    if (placeOf(this.state, { store, sku }) < this.state.reserved) return;
    const isThere = code === 'order-must-not-reserve-twice' && data['expiresAt'] === null;
    if (!isThere || data['reserved'] !== quantity) return this.#giveUp(`${sku} of ${store}: ${message}`);
    this.compensateWith(new CancelReservation(store, sku, this.key));
    this.#isReserved();
  }

  @OnCommandRefused(AuthorisePayment)
  notAsked({ message, data: { status, orderId, ...payment } }: CommandRefusal<AuthorisePayment>): void {
    const isUnderWay = status === 'authorised' || status === 'captured';
    if (isUnderWay && orderId === this.key) this.#follow(status, payment);
    else this.#cancel(message);
  }

  @OnCommandRefused(CapturePayment)
  notTaken({ message, data }: CommandRefusal<CapturePayment>): void {
    // Somebody else has taken it: that is a fact, which comes, or has come.
    if (data['status'] !== 'captured') this.#cancel(message);
  }

  @OnCommandRefused(RecordPaymentCaptured)
  @OnCommandRefused(RequestShipment)
  @OnCommandRefused(CancelOrder)
  @OnCommandRefused(MarkUnavailable)
  @OnCommandRefused(RecordDeliveryOverdue)
  orderKnowsBetter(): void {
    // It was called off, or its goods have left or arrived: that is a fact, which comes, or has come.
  }

  @OnDeadline('stock')
  stockOverdue(): void {
    this.#giveUp('the goods were not put aside in time');
  }

  @OnDeadline('authorisation')
  authorisationOverdue(): void {
    this.#cancel('the account has not answered in time');
  }

  @OnDeadline('capture')
  captureOverdue(): void {
    this.#cancel('the money was not taken in time');
  }

  @OnDeadline('hand-over')
  handOverOverdue(): void {
    this.#cancel('nobody has fetched the goods in time');
  }

  @OnDeadline('delivery')
  deliveryOverdue(): void {
    this.send(new RecordDeliveryOverdue(this.key));
  }

  /** One line after the other, and then the money: so at most one command is under way, and little is to be undone. */
  #goOn(): void {
    if (this.state.stage !== 'going on') return;
    const line = this.state.lines[this.state.reserved];
    if (line !== undefined) {
      this.send(new ReserveStock(line.store, line.sku, this.key, line.quantity));
      this.deadline('stock', waits.stock);
      return;
    }
    this.cancelDeadline('stock');
    this.#pay();
  }

  #isReserved(): void {
    this.state.reserved++;
    this.#goOn();
  }

  /** A payment under the order's id is taken over if it is the one that the order needs, and undone with the rest if not. */
  #follow(stands: 'authorised' | 'captured', payment: Partial<PaymentTerms>): void {
    const { payment: known, stage } = this.state;
    if (known === stands || known === 'captured') return;
    if (known === undefined) this.compensateWith(new CancelPayment(this.key, 'the order was called off'));
    this.state.payment = stands;
    if (stage !== 'going on') return;
    if (!isFit(this.state, payment)) this.#cancel('a payment of other terms was made under its id');
    else if (isWhole(this.state)) this.#pay();
  }

  /** Goes on from where the payment stands. */
  #pay(): void {
    const { accountId, totalMinor: amountMinor, currency, payment } = this.state;
    if (payment === undefined) {
      this.send(new AuthorisePayment(this.key, { orderId: this.key, accountId, amountMinor, currency }));
      this.deadline('authorisation', waits.authorisation);
      return;
    }
    this.cancelDeadline('authorisation');
    if (payment === 'authorised') this.send(new CapturePayment(this.key));
    else this.send(new RecordPaymentCaptured(this.key, this.key, amountMinor));
    this.deadline('capture', waits.capture);
  }

  #giveUp(reason: string): void {
    this.#callOff(new MarkUnavailable(this.key, reason));
  }

  #cancel(reason: string): void {
    this.#callOff(new CancelOrder(this.key, reason));
  }

  #callOff(command: CancelOrder | MarkUnavailable): void {
    if (this.state.stage !== 'going on') return;
    this.#stopWaiting();
    this.state.stage = 'called off';
    this.send(command);
  }

  #stopWaiting(): void {
    for (const name of Object.keys(waits)) this.cancelDeadline(name);
  }
}
