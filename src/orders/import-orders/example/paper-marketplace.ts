import {
  AuthorisePayment,
  CapturePayment,
  RefundPayment,
  VoidPayment,
} from '../../../payments/contract/payment-commands.js';
import { PickStock, ReleaseStock, ReserveStock } from '../../../inventory/contract/inventory-commands.js';
import { AddItem } from '../../add-item/add-item.command.js';
import { BeginOrder } from '../../begin-order/begin-order.command.js';
import { CancelOrder } from '../../cancel-order/cancel-order.command.js';
import { HandToCarrier } from '../../hand-to-carrier/hand-to-carrier.command.js';
import { InvoiceOrder } from '../../invoice-order/invoice-order.command.js';
import { MarkDelivered } from '../../mark-delivered/mark-delivered.command.js';
import { MarkUnavailable } from '../../mark-unavailable/mark-unavailable.command.js';
import { RecordPaymentCaptured } from '../../record-payment-captured/record-payment-captured.command.js';
import { RecordRefund } from '../../record-refund/record-refund.command.js';
import { SubmitOrder } from '../../submit-order/submit-order.command.js';

/** From where to where each command takes an order, in the words of marketplaces and, in between, in ours. */
const ways: readonly (readonly [command: new (...args: never[]) => object, from: readonly string[], to: string])[] = [
  [BeginOrder, ['nothing'], 'cart'],
  [AddItem, ['cart'], 'cart'],
  [SubmitOrder, ['cart'], 'submitted'],
  [RecordPaymentCaptured, ['submitted', 'processing'], 'processing'],
  [InvoiceOrder, ['processing'], 'invoiced'],
  [HandToCarrier, ['processing', 'invoiced'], 'shipped'],
  [MarkDelivered, ['shipped'], 'delivered'],
  [CancelOrder, ['cart', 'submitted', 'processing', 'invoiced'], 'canceled'],
  [MarkUnavailable, ['submitted', 'processing', 'invoiced'], 'unavailable'],
  [RecordRefund, ['canceled', 'unavailable'], ''],
];

/** What the commands of one order come to, written down on paper: throws where one has no place. */
export class PaperMarketplace {
  status = 'nothing';
  /** Of each product that was ordered: reserved, picked or released. */
  readonly stock = new Map<string, string>();
  /** Of each payment: how far it is, and how much it is. */
  readonly payments = new Map<string, { is: string; readonly amountMinor: number }>();
  recordedMinor = 0;
  refundedMinor = 0;

  do(command: object): void {
    const way = ways.find(([Class]) => command instanceof Class);
    if (way) this.#go(command, way[1], way[2]);
    else if (command instanceof ReserveStock) this.#move(command, undefined, 'reserved');
    else if (command instanceof PickStock) this.#move(command, 'reserved', 'picked');
    else if (command instanceof ReleaseStock) this.#move(command, 'reserved', 'released');
    else this.#pay(command);
    if (command instanceof RecordPaymentCaptured) this.recordedMinor += command.amountMinor;
    if (command instanceof RecordRefund) this.refundedMinor += command.amountMinor;
  }

  #go(command: object, from: readonly string[], to: string): void {
    if ('by' in command && command.by !== 'elsewhere') throw new Error(`${command.constructor.name} is undone twice`);
    if (!from.includes(this.status)) throw new Error(`${command.constructor.name} of what is ${this.status}`);
    if (to !== '') this.status = to;
  }

  #move(command: { readonly store: string; readonly sku: string }, from: string | undefined, to: string): void {
    const key = `${command.sku}@${command.store}`;
    if (this.stock.get(key) !== from) throw new Error(`${to} is what is ${this.stock.get(key)}`);
    this.stock.set(key, to);
  }

  #pay(command: object): void {
    if (command instanceof AuthorisePayment) {
      const paymentId = command.paymentId ?? '';
      if (this.payments.has(paymentId)) throw new Error(`${paymentId} is authorised twice`);
      this.payments.set(paymentId, { is: 'authorised', amountMinor: command.terms.amountMinor });
    } else if (command instanceof CapturePayment) this.#take(command, 'authorised', 'captured');
    else if (command instanceof VoidPayment) this.#take(command, 'authorised', 'voided');
    else if (command instanceof RefundPayment) this.#take(command, 'captured', 'refunded');
    else throw new Error(`${command.constructor.name} is no command of an order's life`);
  }

  #take({ paymentId }: { readonly paymentId: string }, from: string, to: string): void {
    const payment = this.payments.get(paymentId);
    if (payment?.is !== from) throw new Error(`${paymentId} is ${payment?.is}, and to be ${to}`);
    payment.is = to;
  }
}
