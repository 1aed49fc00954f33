import { createAggregate } from '@daybook/domain';
import {
  AggregateAlreadyExists,
  AggregateRepository,
  InjectAggregateRepository,
  newAggregateId,
  UnitOfWork,
} from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { PayingAccounts } from '../paying-accounts.js';
import { written } from '../recording.js';
import { together } from '../together.js';
import { changeOf } from '../view-of.js';
import { AuthorisePayment } from './authorise-payment.command.js';

@CommandHandler(AuthorisePayment)
export class AuthorisePaymentHandler implements ICommandHandler<AuthorisePayment> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly accounts: PayingAccounts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ paymentId = newAggregateId(), terms, recording }: AuthorisePayment): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const found = await this.payments.find(paymentId);
      (found ?? createAggregate(Payment, paymentId)).mayBeAuthorised(terms);
      const refusal = await this.accounts.hold({ paymentId, terms, recording });
      const decide = (payment: Payment): void => payment.authorise(terms, refusal);
      const options = written(recording);
      return changeOf(
        await (found === undefined
          ? this.payments.create(paymentId, decide, options).catch(asConflict)
          : this.payments.update(paymentId, decide, options)),
      );
    }, together);
  }
}

/** Somebody else has begun the payment meanwhile: all of this is decided again, knowing of it. */
function asConflict(error: unknown): never {
  throw error instanceof AggregateAlreadyExists ? error.cause : error;
}
