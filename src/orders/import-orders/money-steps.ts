import {
  AuthorisePayment,
  CapturePayment,
  RefundPayment,
  VoidPayment,
} from '../../payments/contract/payment-commands.js';
import { marketplaceCurrency } from '../marketplace/marketplace-currency.js';
import type { MarketplaceOrder, PaymentRow } from '../marketplace/marketplace-rows.js';
import { RecordPaymentCaptured } from '../record-payment-captured/record-payment-captured.command.js';
import { RecordRefund } from '../record-refund/record-refund.command.js';
import type { LifeSteps } from './life-steps.js';
import type { LifeTimes } from './life-times.js';
import type { PaymentStep } from './payment-step.js';

/** What becomes of the money for an order: steps for each payment. What a payment becomes and what the order is told are one. */
export class MoneySteps {
  readonly #orderId: string;
  readonly #accountId: string;
  readonly #payments: readonly PaymentRow[];

  constructor(
    private readonly life: LifeSteps,
    { order, payments }: MarketplaceOrder,
  ) {
    this.#orderId = order.orderId;
    this.#accountId = order.customerId;
    this.#payments = payments.filter(({ amountMinor }) => amountMinor > 0);
  }

  /** Whether there is any. */
  get isThere(): boolean {
    return this.#payments.length > 0;
  }

  /** Put aside when it was ordered, and taken when it was approved. */
  take({ purchased, approved }: Pick<LifeTimes, 'purchased' | 'approved'>): void {
    for (const row of this.#payments) {
      const paymentId = this.#idOf(row);
      const { amountMinor } = row;
      const told = { type: 'order.payment-captured', data: { paymentId, amountMinor } };
      const part = `payment-${row.sequence}`;
      this.life.add({
        part,
        row,
        commands: [
          this.#authorise(row, purchased),
          new CapturePayment(paymentId, this.life.recording(`capture-${row.sequence}`, approved, row)),
          new RecordPaymentCaptured(this.#orderId, paymentId, amountMinor, this.life.recording(part, approved, row)),
        ],
        facts: [this.life.fact(part, approved, row, told)],
      });
    }
  }

  putAside(at: Date): void {
    for (const row of this.#payments) {
      const part = `authorise-${row.sequence}`;
      const payment = this.#after(row, 'authorised', 'voided');
      this.life.add({ part, row, commands: [this.#authorise(row, at)], facts: [], payment });
    }
  }

  letGo(at: Date, reason: string): void {
    for (const row of this.#payments) {
      const [part, paymentId] = [`void-${row.sequence}`, this.#idOf(row)];
      const commands = [new VoidPayment(paymentId, reason, this.life.recording(part, at, row))];
      this.life.add({ part, row, commands, facts: [], payment: this.#after(row, 'voided') });
    }
  }

  giveBack(at: Date, reason: string): void {
    for (const row of this.#payments) {
      const [part, paymentId, { amountMinor }] = [`refund-${row.sequence}`, this.#idOf(row), row];
      const recording = this.life.recording(part, at, row);
      this.life.add({
        part,
        row,
        commands: [
          new RefundPayment(paymentId, amountMinor, reason, recording),
          new RecordRefund(this.#orderId, paymentId, amountMinor, recording),
        ],
        facts: [this.life.fact(part, at, row, { type: 'order.refunded', data: { paymentId, amountMinor } })],
      });
    }
  }

  #after(row: PaymentRow, ...statuses: readonly string[]): PaymentStep {
    const [orderId, accountId, { amountMinor }] = [this.#orderId, this.#accountId, row];
    return { paymentId: this.#idOf(row), orderId, accountId, amountMinor, statuses };
  }

  #authorise(row: PaymentRow, at: Date): AuthorisePayment {
    const { amountMinor } = row;
    const terms = { orderId: this.#orderId, accountId: this.#accountId, amountMinor, currency: marketplaceCurrency };
    return new AuthorisePayment(this.#idOf(row), terms, this.life.recording(`authorise-${row.sequence}`, at, row));
  }

  #idOf({ sequence }: PaymentRow): string {
    return `${this.#orderId}-${sequence}`;
  }
}
