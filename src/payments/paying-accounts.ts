import { isBusinessRuleViolation } from '@daybook/domain';
import { AggregateNotFound, MessageContext } from '@daybook/nestjs';
import { Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { DepositFunds, HoldFunds, ReleaseHold, TakeHold } from '../accounts/contract/account-commands.js';
import type { AccountChange } from '../accounts/contract/account-change.js';
import type { PaymentTerms } from './domain/payment.js';
import type { Refusal } from './domain/refusal.js';
import { type Recording, written } from './recording.js';

/** Which payment is to move money, and how that is recorded. */
export interface Payer {
  readonly paymentId: string;
  readonly terms: PaymentTerms;
  readonly recording: Recording;
}

/**
 * The accounts that pay, asked by the commands of their contract. Inside a unit of work, what they do and what the payment
 * becomes are recorded together or not at all.
 */
@Injectable()
export class PayingAccounts {
  constructor(private readonly commands: CommandBus) {}

  /** Puts the money aside, under the name of the payment. Undefined if the account has done it. */
  hold({ paymentId, terms, recording }: Payer): Promise<Refusal | undefined> {
    const { accountId, orderId, amountMinor, currency } = terms;
    const hold = { holdId: paymentId, amountMinor, currency, reference: orderId };
    return refusalOf(this.#ask(new HoldFunds(accountId, hold, written(recording))));
  }

  /** Takes what was put aside. Undefined if the account has paid it. */
  take({ paymentId, terms, recording }: Payer): Promise<Refusal | undefined> {
    const { accountId, orderId } = terms;
    return refusalOf(this.#ask(new TakeHold(accountId, paymentId, orderId, written(recording))));
  }

  /** Gives up what was put aside. Undefined if the account has done it; no rule of one that holds it forbids that. */
  release({ paymentId, terms, recording }: Payer): Promise<Refusal | undefined> {
    return refusalOf(this.#ask(new ReleaseHold(terms.accountId, paymentId, written(recording))));
  }

  /** Gives money back. Undefined if the account has taken it. */
  giveBack({ terms, recording }: Payer, amountMinor: number): Promise<Refusal | undefined> {
    return refusalOf(this.#ask(new DepositFunds(terms.accountId, amountMinor, terms.orderId, written(recording))));
  }

  /** As a message of its own: the version that a sender has seen (`If-Match`) is the payment's, and not the account's. */
  #ask(command: Command<AccountChange>): Promise<AccountChange> {
    const { causationId: eventId } = MessageContext.current?.metadata ?? {};
    return MessageContext.run({ eventId }, () => this.commands.execute(command));
  }
}

/** By which rule an account refuses; what has failed otherwise is nobody's decision, and thrown on. */
async function refusalOf(asked: Promise<AccountChange>): Promise<Refusal | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    if (!isBusinessRuleViolation(error) && !(error instanceof AggregateNotFound)) throw error;
    return { code: error.code, reason: error.message };
  }
}
