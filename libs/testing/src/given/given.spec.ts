import { AssertionError } from 'node:assert';
import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type CapturesState,
  DecisionIsAsync,
  DomainEvent,
  EventHandlerMissing,
  EventType,
  On,
  type Rule,
  StateNotCaptured,
} from '@daybook/domain';
import { given } from './given.js';

@EventType('account.opened')
class Opened extends DomainEvent<'account.opened'> {
  readonly openedOn!: string;
  readonly note?: string;
}

@EventType('account.deposited')
class Deposited extends DomainEvent<'account.deposited'> {
  readonly amountMinor!: number;
}

@EventType('account.unheard')
class Unheard extends DomainEvent<'account.unheard'> {}

const accountMustBeOpen = (isOpen: boolean): Rule => ({
  code: 'account-must-be-open',
  holds: isOpen,
  message: 'The account is not open. Open it first.',
});

@Aggregate('account')
class Account extends AggregateRoot {
  isOpen = false;
  balanceMinor = 0;

  open(note?: string): void {
    const openedOn = `${this.id} ${this.now.toISOString().slice(0, 10)}`;
    this.apply(Opened.of(note === undefined ? { openedOn } : { openedOn, note }));
  }
  deposit(amountMinor: number): void {
    this.enforce(accountMustBeOpen(this.isOpen));
    if (amountMinor > 0) this.apply(Deposited.of({ amountMinor }));
  }
  fail(): void {
    throw new TypeError('a mistake');
  }
  hear(): void {
    this.apply(Unheard.of());
  }
  @On(Opened) protected opened(): void {
    this.isOpen = true;
  }
  @On(Deposited) protected deposited(event: Deposited): void {
    this.balanceMinor += event.amountMinor;
  }
}

const opened = Opened.of({ openedOn: 'given 2026-01-01' });

/** What a failed case says. */
function failureOf(run: () => void): AssertionError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError);
    return error as AssertionError;
  }
  throw new Error('The case did not fail.');
}

describe('a case', () => {
  test('says what is decided', () => {
    given(Account, opened)
      .when((account) => account.deposit(100))
      .then(Deposited.of({ amountMinor: 100 }));
  });

  test('says what is refused', () => {
    given(Account)
      .when((account) => account.deposit(100))
      .refuses('account-must-be-open');
  });

  test('says that nothing happens', () => {
    given(Account, opened)
      .when((account) => account.deposit(0))
      .thenNothing();
  });

  test('is decided at the beginning of 2026, or when it is told', () => {
    given(Account)
      .when((account) => account.open())
      .then(opened);
    given(Account)
      .at(new Date('2027-02-03'))
      .when((account) => account.open())
      .then(Opened.of({ openedOn: 'given 2027-02-03' }));
  });

  test('is about an aggregate with an id', () => {
    given(Account)
      .withId('a-7')
      .when((account) => account.open())
      .then(Opened.of({ openedOn: 'a-7 2026-01-01' }));
  });

  test('takes a field that is undefined for none', () => {
    const withUndefined = Object.assign(new Opened(), { openedOn: 'given 2026-01-01', note: undefined });
    given(Account)
      .when((account) => account.open())
      .then(withUndefined);
  });

  test('can begin once and end several times', () => {
    const begun = given(Account, opened).when((account) => account.deposit(1));
    begun.then(Deposited.of({ amountMinor: 1 }));
    begun.then(Deposited.of({ amountMinor: 1 }));
  });
});

describe('a case fails', () => {
  const deposit = given(Account, opened).when((account) => account.deposit(100));

  test('with the difference when an event has other values', () => {
    const { message } = failureOf(() => deposit.then(Deposited.of({ amountMinor: 99 })));
    expect(message).toContain('Other events were expected: the aggregate decided Deposited');
    expect(message).toMatch(/\+ +amountMinor: 100/);
    expect(message).toMatch(/- +amountMinor: 99/);
  });

  test('when an event of the same shape has another class', () => {
    class Withdrawn extends DomainEvent<'account.withdrawn'> {
      readonly amountMinor!: number;
    }
    expect(failureOf(() => deposit.then(Withdrawn.of({ amountMinor: 100 }))).message).toContain('Withdrawn');
  });

  test('when an event is missing, is one too many, or comes in another order', () => {
    failureOf(() => deposit.then());
    failureOf(() => deposit.thenNothing());
    failureOf(() => deposit.then(Deposited.of({ amountMinor: 100 }), opened));
    const both = given(Account).when((account) => {
      account.open();
      account.deposit(1);
    });
    both.then(opened, Deposited.of({ amountMinor: 1 }));
    failureOf(() => both.then(Deposited.of({ amountMinor: 1 }), opened));
  });

  test('when a refusal was expected, and names what was decided', () => {
    expect(failureOf(() => deposit.refuses('account-must-be-open')).message).toContain(
      'the aggregate decided Deposited',
    );
  });

  test('when another refusal was expected, and keeps the error', () => {
    const failure = failureOf(() =>
      given(Account)
        .when((account) => account.deposit(1))
        .refuses('funds-must-suffice'),
    );
    expect(failure.message).toContain('refused with "account-must-be-open": The account is not open.');
    expect(failure.cause).toMatchObject({ code: 'account-must-be-open' });
  });

  test('when events were expected and it was refused', () => {
    const failure = failureOf(() =>
      given(Account)
        .when((account) => account.deposit(1))
        .then(opened),
    );
    expect(failure.message).toContain('refused with "account-must-be-open"');
    expect(failure.cause).toMatchObject({ code: 'account-must-be-open' });
  });

  test('when the command has a mistake, and shows the mistake', () => {
    const failure = failureOf(() =>
      given(Account)
        .when((account) => account.fail())
        .refuses('a-rule'),
    );
    expect(failure.message).toContain('failed with TypeError: a mistake');
    expect(failure.cause).toBeInstanceOf(TypeError);
    failureOf(() =>
      given(Account)
        .when((account) => account.fail())
        .thenNothing(),
    );
  });

  test('at the line of the test', () => {
    const [, first] = failureOf(() => deposit.thenNothing()).stack?.split('\n    at ') ?? [];
    expect(first).toContain('given.spec.ts');
  });

  test('when it is awaited, for it is no promise', async () => {
    await expect(async () => await (deposit as unknown as Promise<void>)).rejects.toThrow('no promise');
  });

  test('when its past cannot be folded', () => {
    const begun = given(Account, Unheard.of()).when((account) => account.open());
    expect(() => begun.thenNothing()).toThrow(EventHandlerMissing);
  });

  test('when the decision is asynchronous', () => {
    const pastTheCompiler: () => unknown = () => Promise.resolve();
    const begun = given(Account).when(pastTheCompiler);
    expect(failureOf(() => begun.thenNothing()).cause).toBeInstanceOf(DecisionIsAsync);
  });
});

describe('the second run, with a state that was captured and restored', () => {
  @Aggregate('counter')
  class Forgetful extends AggregateRoot implements CapturesState<Record<string, never>> {
    #deposits = 0;
    deposit(): void {
      this.apply(Deposited.of({ amountMinor: this.#deposits + 1 }));
    }
    @On(Deposited) protected deposited(): void {
      this.#deposits++;
    }
    captureState(): Record<string, never> {
      return {};
    }
    restoreState(): void {
      // Nothing comes back: that is the mistake.
    }
  }

  test('finds a state that is lost on the way', () => {
    const begun = given(Forgetful, Deposited.of({ amountMinor: 1 })).when((counter) => counter.deposit());
    const { message } = failureOf(() => begun.then(Deposited.of({ amountMinor: 2 })));
    expect(message).toContain('Forgetful behaves differently after its state was captured and restored');
    expect(message).toMatch(/\+ +amountMinor: 1/);
    expect(message).toMatch(/- +amountMinor: 2/);
  });

  test('finds a refusal that is lost on the way', () => {
    @Aggregate('gate')
    class Gate extends AggregateRoot implements CapturesState<null> {
      #isOpen = false;
      pass(): void {
        this.enforce(accountMustBeOpen(!this.#isOpen));
      }
      @On(Opened) protected opened(): void {
        this.#isOpen = true;
      }
      captureState(): null {
        return null;
      }
      restoreState(): void {
        // Nothing comes back: that is the mistake.
      }
    }
    const begun = given(Gate, opened).when((gate) => gate.pass());
    expect(failureOf(() => begun.refuses('account-must-be-open')).message).toContain('with it, it decided nothing');
  });

  test('finds a state that differs though the events do not', () => {
    @Aggregate('tally')
    class Tally extends AggregateRoot implements CapturesState<number> {
      #count = 0;
      deposit(): void {
        this.apply(Deposited.of({ amountMinor: 1 }));
      }
      @On(Deposited) protected deposited(): void {
        this.#count++;
      }
      captureState(): number {
        return this.#count;
      }
      restoreState(): void {
        // Nothing comes back: that is the mistake.
      }
    }
    const begun = given(Tally, Deposited.of({ amountMinor: 1 })).when((tally) => tally.deposit());
    expect(failureOf(() => begun.then(Deposited.of({ amountMinor: 1 }))).message).toContain('behaves differently');
  });

  test('refuses a state that cannot be captured, and names the field', () => {
    @Aggregate('shop')
    class Shop extends AggregateRoot {
      readonly pattern = /x/;
      open(): void {
        this.apply(opened);
      }
      @On(Opened) protected opened(): void {}
    }
    const begun = given(Shop).when((shop) => shop.open());
    expect(() => begun.then(opened)).toThrow(StateNotCaptured);
    expect(() => begun.then(opened)).toThrow('Shop.pattern');
  });
});
