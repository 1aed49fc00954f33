import { DomainEvent, type EventMetadata, EventType, On } from '@daybook/domain';
import {
  type CommandRefusal,
  CommandType,
  OnCommandRefused,
  OnDeadline,
  Saga,
  SagaInstance,
  StartsOn,
} from '@daybook/nestjs';
import { describe, expect, test } from '@jest/globals';
import { AssertionError } from 'node:assert';
import { givenSaga } from './given-saga.js';
import type { SagaScenario } from './saga-scenario.js';

@EventType('loan.requested')
class LoanRequested extends DomainEvent<'loan.requested'> {
  readonly loanId!: string;
  readonly books!: readonly string[];
}

@EventType('book.handed-out')
class BookHandedOut extends DomainEvent<'book.handed-out'> {
  readonly loanId!: string;
  readonly book!: string;
}

@EventType('loan.returned')
class LoanReturned extends DomainEvent<'loan.returned'> {
  readonly loanId!: string;
}

@CommandType('hand-out')
class HandOut {
  constructor(
    readonly loanId: string,
    readonly book: string,
  ) {}
}

@CommandType('take-back')
class TakeBack {
  constructor(readonly book: string) {}
}

@CommandType('remind')
class Remind {
  constructor(readonly on: string) {}
}

@Saga('loans')
class Loans extends SagaInstance<{ out: string[]; refused?: string }> {
  protected override begin(): { out: string[] } {
    return { out: [] };
  }
  @StartsOn(LoanRequested, (event) => event.loanId) requested({ loanId, books }: LoanRequested): void {
    for (const book of books) this.send(new HandOut(loanId, book));
    this.deadline('return', '14d');
  }
  @On(BookHandedOut, (event) => event.loanId) handedOut({ book }: BookHandedOut): void {
    this.state.out.push(book);
    this.compensateWith(new TakeBack(book));
  }
  @On(LoanReturned, (event) => event.loanId) returned(): void {
    this.complete();
  }
  @OnDeadline('return') overdue(): void {
    this.send(new Remind(this.now.toISOString().slice(0, 10)));
    this.deadline('return', '7d');
  }
  @OnCommandRefused(HandOut) refused({ command, code, data }: CommandRefusal<HandOut>): void {
    this.state.refused = `${command.book}: ${code} ${JSON.stringify(data)}`;
    this.compensate(code);
  }
}

const requested = LoanRequested.of({ loanId: 'l-1', books: ['Emma', 'Ulysses'] });
const handedOut = (book: string): BookHandedOut => BookHandedOut.of({ loanId: 'l-1', book });

describe('A test of a saga', () => {
  test('says what is sent, declared and waited for', () => {
    givenSaga(Loans)
      .when(requested)
      .expectRunning()
      .expectCommands(new HandOut('l-1', 'Emma'), new HandOut('l-1', 'Ulysses'))
      .expectDeclared()
      .expectDeadline('return', '14d')
      .expectDeadline('return', new Date('2026-01-15'))
      .expectState({ out: [] })
      .when(handedOut('Emma'))
      .expectCommands()
      .expectDeclared(new TakeBack('Emma'))
      .expectState({ out: ['Emma'] })
      .when(LoanReturned.of({ loanId: 'l-1' }))
      .expectCompleted()
      .expectNoDeadline()
      .expectCompensations();
  });

  test('has the clock in hand', () => {
    givenSaga(Loans, requested)
      .whenDeadline('return')
      .expectCommands(new Remind('2026-01-15'))
      .expectDeadline('return', '7d')
      .at(new Date('2026-02-01'))
      .whenDeadline('return')
      .expectCommands(new Remind('2026-02-01'));
    givenSaga(Loans)
      .at(new Date('2027-03-01'))
      .after('12h')
      .when(requested)
      .expectDeadline('return', new Date('2027-03-15T12:00Z'));
  });

  test('says what is undone, in order', () => {
    const begun = givenSaga(Loans, requested, handedOut('Emma'), handedOut('Dubliners'));
    begun
      .whenRefused(new HandOut('l-1', 'Ulysses'), 'book-must-be-there', { left: 0 })
      .expectState({ out: ['Emma', 'Dubliners'], refused: 'Ulysses: book-must-be-there {"left":0}' })
      .expectCompensating()
      .expectNoDeadline('return')
      .expectCompensations(new TakeBack('Dubliners'), new TakeBack('Emma'))
      .whenCarriedOut()
      .expectCompensated();
    begun.expectRunning();
  });

  test('says of a refused compensation that an operator is needed', () => {
    givenSaga(Loans, requested, handedOut('Emma'))
      .whenRefused(new HandOut('l-1', 'Ulysses'), 'book-must-be-there')
      .whenRefused(new TakeBack('Emma'), 'book-must-be-out')
      .expectStuck();
  });

  test('says that something is passed over', () => {
    givenSaga(Loans, requested)
      .when(BookHandedOut.of({ loanId: 'l-2', book: 'Emma' }))
      .expectNothing();
    givenSaga(Loans).when(handedOut('Emma')).expectNothing().when(requested).expectRunning();
  });

  test('says when something has happened, and when it was recorded, if that was not now', () => {
    @Saga('diaries')
    class Diaries extends SagaInstance<{ days?: readonly number[] }> {
      @StartsOn(LoanRequested, (event) => event.loanId)
      requested(_event: LoanRequested, { occurredAt, recordedAt }: EventMetadata): void {
        this.state.days = [occurredAt.getUTCDate(), recordedAt.getUTCDate()];
      }
    }
    const day = (n: number) => new Date(Date.UTC(2026, 0, n));
    const diary = givenSaga(Diaries).at(day(9));
    diary.when(requested).expectState({ days: [9, 9] });
    diary.when(requested, { occurredAt: day(2) }).expectState({ days: [2, 9] });
    diary.when(requested, { recordedAt: day(5) }).expectState({ days: [5, 5] });
  });
});

/** What a failed test says. */
function failureOf(run: () => unknown): AssertionError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError);
    return error as AssertionError;
  }
  throw new Error('The test did not fail.');
}

describe('A test of a saga fails', () => {
  const begun = givenSaga(Loans, requested);

  test('with the difference when other commands are sent', () => {
    const { message } = failureOf(() =>
      begun.expectCommands(new HandOut('l-1', 'Emma'), new HandOut('l-1', 'Dubliners')),
    );
    expect(message).toContain('Loans: other commands were expected');
    expect(message).toMatch(/\+ +book: 'Ulysses'/);
    expect(message).toMatch(/- +book: 'Dubliners'/);
  });

  test('when one is missing, is one too many, or comes in another order', () => {
    failureOf(() => begun.expectCommands());
    failureOf(() => begun.expectCommands(new HandOut('l-1', 'Emma')));
    failureOf(() => begun.expectCommands(new HandOut('l-1', 'Ulysses'), new HandOut('l-1', 'Emma')));
    failureOf(() =>
      begun.expectCommands(new HandOut('l-1', 'Emma'), new HandOut('l-1', 'Ulysses'), new TakeBack('Emma')),
    );
  });

  test.each<[string, (scenario: SagaScenario<{ out: string[] }>) => unknown, string]>([
    ['the deadline is at another time', (at) => at.expectDeadline('return', '7d'), 'deadline "return" was expected at'],
    [
      'no such deadline is set',
      (at) => at.expectDeadline('payment', '7d'),
      'a deadline "payment" was expected; set are: return',
    ],
    ['a deadline is set', (at) => at.expectNoDeadline('return'), 'no such deadline was expected'],
    ['there is no deadline to fall due', (at) => at.whenDeadline('payment'), 'set are: return'],
    ['it has not completed', (at) => at.expectCompleted(), 'expected to be completed and is running'],
    ['it is not undoing', (at) => at.expectCompensating(), 'expected to be compensating and is running'],
    ['it has not undone', (at) => at.expectCompensated(), 'expected to be compensated and is running'],
    ['it goes on', (at) => at.expectStuck(), 'expected to be stuck'],
    ['it knows something else', (at) => at.expectState({ out: ['Emma'] }), 'another state was expected'],
    ['something has changed', (at) => at.expectNothing(), 'nothing was expected to change'],
    ['nothing is declared', (at) => at.expectDeclared(new TakeBack('Emma')), 'other declarations were expected'],
    ['nothing is undone', (at) => at.expectCompensations(new TakeBack('Emma')), 'other compensations were expected'],
    [
      'no such command is waiting',
      (at) => at.whenRefused(new HandOut('l-1', 'Dubliners'), 'no'),
      'hand-out {"loanId":"l-1","book":"Dubliners"} was to be refused; waiting are: hand-out {"loanId":"l-1","book":"Emma"}',
    ],
    ['it has not begun', () => givenSaga(Loans).expectRunning(), 'expected to be running and is not begun'],
  ])('when %s', (_, run, headline) => {
    const { message } = failureOf(() => run(begun));
    expect(message).toContain('Loans: ');
    expect(message).toContain(headline);
  });

  test('when it would be about several instances', () => {
    @Saga('books')
    class Books extends SagaInstance {
      @StartsOn(LoanRequested, (event) => event.books) requested(): void {
        this.complete();
      }
    }
    expect(failureOf(() => givenSaga(Books, requested)).message).toContain('for several: Emma, Ulysses');
  });

  test('when a command is named that nobody could send', () => {
    expect(() => begun.expectCommands({ loanId: 'l-1' })).toThrow('Object is no command');
    expect(() => begun.expectCommands(new TakeBack(new Date(0) as never))).toThrow('take-back.book is a Date');
  });

  test('with what a handler throws', () => {
    @Saga('failing')
    class Failing extends SagaInstance {
      @StartsOn(LoanRequested, (event) => event.loanId) requested(): void {
        throw new RangeError('no');
      }
    }
    expect(() => givenSaga(Failing, requested)).toThrow(RangeError);
  });
});

describe('A saga that does not decide from its state alone', () => {
  let calls = 0;
  const remembered: string[] = [];

  test.each<[string, () => string]>([
    ['draws lots', () => String(Math.random())],
    ['reads another clock', () => String(performance.now())],
    ['counts beside its state', () => String(++calls)],
    ['keeps something beside its state', () => String(remembered.push('once more'))],
  ])('is found out: it %s', (_, text) => {
    @Saga('impure')
    class Impure extends SagaInstance<{ text?: string }> {
      @StartsOn(LoanRequested, (event) => event.loanId) requested(): void {
        this.state.text = text();
      }
    }
    const { message } = failureOf(() => givenSaga(Impure, requested));
    expect(message).toContain('Impure comes to something else when it decides the same a second time');
  });
});
