import { createAggregate } from '@daybook/domain';
import { ConcurrencyError } from '@daybook/event-store';
import { AggregateAlreadyExists, AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { Injectable } from '@nestjs/common';
import type { PaymentChange } from './contract/payment-change.js';
import { Payment } from './domain/payment.js';
import { type Recording, written } from './recording.js';
import { changeOf } from './view-of.js';

/** What is decided about a payment, once its account has answered. */
type Decide = (payment: Payment) => void;

/** Refuses what has no place in the payment's life, or asks its account; answers what is decided then. */
type Ask = (payment: Readonly<Payment>) => Promise<Decide>;

/** A step of a payment and of its account are recorded together, and made again if somebody else was first at either. */
const together = { retries: 10 };

/**
 * Takes payments further. An account is asked about the payment as it stands by then, and what it answers is of no use for one
 * that somebody has changed meanwhile, a refusal no more than a yes: so all of it is done again.
 */
@Injectable()
export class PaymentSteps {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws ConcurrencyError others were first more often than it was tried again */
  take(paymentId: string, recording: Recording, ask: Ask): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => this.#take(await this.payments.load(paymentId), recording, ask), together);
  }

  /** The same of a payment that there may be or not; `ask` is given one that is unasked then. */
  begin(paymentId: string, recording: Recording, ask: Ask): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const found = await this.payments.find(paymentId);
      if (found !== undefined) return this.#take(found, recording, ask);
      const decide = await ask(createAggregate(Payment, paymentId));
      return changeOf(await this.payments.create(paymentId, decide, written(recording)).catch(asConflict));
    }, together);
  }

  async #take(asked: Readonly<Payment>, recording: Recording, ask: Ask): Promise<PaymentChange> {
    const decide = await ask(asked);
    const decideOnTheSame = (payment: Payment): void => {
      PaymentSteps.mustBeTheSame(asked, payment);
      decide(payment);
    };
    return changeOf(await this.payments.update(asked.id, decideOnTheSame, written(recording)));
  }

  /** @throws ConcurrencyError the payment is not the one any more that its account was asked about */
  static mustBeTheSame({ id, version: expected }: Readonly<Payment>, { version }: Readonly<Payment>): void {
    if (version !== expected) throw new ConcurrencyError(`payment-${id}`, expected, version);
  }
}

/** Somebody else has begun the payment meanwhile: all of this is decided again, knowing of it. */
function asConflict(error: unknown): never {
  throw error instanceof AggregateAlreadyExists ? error.cause : error;
}
