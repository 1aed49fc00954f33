import { Aggregate, AggregateRoot, DomainEvent, EventType } from '@daybook/domain';
import { Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { givenSaga } from '@daybook/testing/sagas';

@EventType('loan.requested')
class LoanRequested extends DomainEvent<'loan.requested'> {
  readonly loanId!: string;
}

@Saga('loans')
class Loans extends SagaInstance<{ out?: string[] }> {
  @StartsOn(LoanRequested, (event) => event.loanId) requested(): void {}
}

@Aggregate('loan')
class Loan extends AggregateRoot {}

class TakeBack {
  readonly book = 'Emma';
}

const requested = LoanRequested.of({ loanId: 'l-1' });

givenSaga(Loans, requested)
  .at(new Date())
  .after('10m')
  .when(requested, { streamId: 'loan-1', metadata: { actor: 'somebody' } })
  .whenRefused(new TakeBack(), 'book-must-be-out')
  .expectState({ out: ['Emma'] })
  .expectCommands(new TakeBack());

// @ts-expect-error an aggregate is no saga
givenSaga(Loan);
// @ts-expect-error the class of an event is no event
givenSaga(Loans, LoanRequested);
// @ts-expect-error what merely looks like an event is none
givenSaga(Loans).when({ loanId: 'l-1' });
// @ts-expect-error another state
givenSaga(Loans).expectState({ out: 'Emma' });
// @ts-expect-error no such field in the state
givenSaga(Loans).expectState({ books: [] });
// @ts-expect-error of which unit?
givenSaga(Loans).expectDeadline('return', 14);
// @ts-expect-error no such unit
givenSaga(Loans).after('14 days');
// @ts-expect-error a refusal has a code
givenSaga(Loans).whenRefused(new TakeBack());
