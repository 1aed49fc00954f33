import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { PaymentAuthorised } from './events/payment-authorised.js';
import { PaymentCaptured } from './events/payment-captured.js';
import { PaymentRefunded } from './events/payment-refunded.js';
import { PaymentRefused } from './events/payment-refused.js';
import { PaymentVoided } from './events/payment-voided.js';
import type { PaymentStatus } from './payment-status.js';
import type { RefusableStep, Refusal } from './refusal.js';
import { amountMustBePositive } from './rules/amount-must-be-positive.js';
import { paymentMustBeAuthorised } from './rules/payment-must-be-authorised.js';
import { paymentMustBeCaptured } from './rules/payment-must-be-captured.js';
import { paymentMustBeOpenToAuthorise } from './rules/payment-must-be-open-to-authorise.js';
import { refundMustNotExceedPayment } from './rules/refund-must-not-exceed-payment.js';

/** What is paid, by whom, for what. */
export interface PaymentTerms {
  readonly orderId: string;
  readonly accountId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

const unasked: PaymentTerms = { orderId: '', accountId: '', amountMinor: 0, currency: '' };

/**
 * Money on its way from an account to whoever is paid. The account decides about the money and the payment about itself: each
 * step is asked for first (`mayBe…`), then the account is asked, and its answer is what is put on record.
 */
@Aggregate('payment')
export class Payment extends AggregateRoot {
  status: PaymentStatus = 'unasked';
  terms: PaymentTerms = unasked;
  refundedMinor = 0;
  /** The code of the rule by which the last step was refused; null if it was not. */
  refusedBy: string | null = null;

  /** What was paid and not paid back yet. */
  get refundableMinor(): number {
    return this.status === 'captured' ? this.terms.amountMinor - this.refundedMinor : 0;
  }

  /** Refuses an authorisation that has no place in the payment's life; the account need not be asked then. */
  mayBeAuthorised({ amountMinor }: PaymentTerms): void {
    this.enforce(paymentMustBeOpenToAuthorise(this.status, this.terms));
    this.enforce(amountMustBePositive(amountMinor));
  }

  /** @param refusal what the account says; undefined if it has put the money aside */
  authorise(terms: PaymentTerms, refusal?: Refusal): void {
    this.mayBeAuthorised(terms);
    const { orderId, accountId, amountMinor, currency } = terms;
    if (refusal === undefined) this.apply(PaymentAuthorised.of({ orderId, accountId, amountMinor, currency }));
    else this.#refuse({ orderId, accountId, amountMinor, currency }, 'authorisation', refusal);
  }

  mayBeCaptured(): void {
    this.enforce(paymentMustBeAuthorised(this.status));
  }

  /** @param refusal what the account says; undefined if it has paid */
  capture(refusal?: Refusal): void {
    this.mayBeCaptured();
    if (refusal === undefined) this.apply(PaymentCaptured.of({ ...this.terms }));
    else this.#refuse(this.terms, 'capture', refusal);
  }

  mayBeVoided(): void {
    this.enforce(paymentMustBeAuthorised(this.status));
  }

  void(reason?: string): void {
    this.mayBeVoided();
    this.apply(PaymentVoided.of({ ...this.terms, ...(reason !== undefined && { reason }) }));
  }

  mayBeRefunded(amountMinor: number): void {
    this.enforce(paymentMustBeCaptured(this.status));
    this.enforce(amountMustBePositive(amountMinor));
    this.enforce(refundMustNotExceedPayment(amountMinor, this.refundableMinor));
  }

  /** @param refusal what the account says; undefined if it has taken the money */
  refund(amountMinor: number, reason?: string, refusal?: Refusal): void {
    this.mayBeRefunded(amountMinor);
    const part = { ...this.terms, amountMinor };
    if (refusal !== undefined) this.#refuse(part, 'refund', refusal);
    else this.apply(PaymentRefunded.of({ ...part, ...(reason !== undefined && { reason }) }));
  }

  #refuse(terms: PaymentTerms, step: RefusableStep, { code, reason }: Refusal): void {
    this.apply(PaymentRefused.of({ ...terms, step, code, reason }));
  }

  @On(PaymentAuthorised)
  protected authorised({ orderId, accountId, amountMinor, currency }: PaymentAuthorised): void {
    this.status = 'authorised';
    this.terms = { orderId, accountId, amountMinor, currency };
    this.refusedBy = null;
  }

  @On(PaymentCaptured) protected captured(): void {
    this.status = 'captured';
    this.refusedBy = null;
  }

  @On(PaymentVoided) protected voided(): void {
    this.status = 'voided';
    this.refusedBy = null;
  }

  @On(PaymentRefunded) protected refunded({ amountMinor }: PaymentRefunded): void {
    this.refundedMinor += amountMinor;
    this.refusedBy = null;
    if (this.refundedMinor === this.terms.amountMinor) this.status = 'refunded';
  }

  @On(PaymentRefused)
  protected refused({ step, code, orderId, accountId, amountMinor, currency }: PaymentRefused): void {
    this.refusedBy = code;
    if (step !== 'authorisation') return;
    this.status = 'refused';
    this.terms = { orderId, accountId, amountMinor, currency };
  }
}
