import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type AggregateClass,
  bigInteger,
  dateTime,
  decider,
  DomainEvent,
  EncodedBy,
  Entities,
  Entity,
  type EventClass,
  EventType,
  On,
  snapshotFingerprintOf,
} from '@daybook/domain';
import { codeOfText } from './example/code-of-text.js';

@EventType('fingerprint-spec.deposited')
class Deposited extends DomainEvent<'fingerprint-spec.deposited'> {
  readonly minor!: number;
}

/** As a decorator puts it on a class that was written down otherwise. */
function aggregate(
  ofClass: AggregateClass,
  handlers: Readonly<Record<string, EventClass>> = { deposited: Deposited },
  options: Parameters<typeof Aggregate>[1] = {},
): AggregateClass {
  for (const [method, eventClass] of Object.entries(handlers)) {
    On(eventClass)(ofClass.prototype as never, method, {});
  }
  Aggregate('counted', options)(ofClass as never);
  return ofClass;
}

class Account extends AggregateRoot {
  static readonly fee = 1;
  static readonly limits: object = { daily: 5 };
  static feeOf(minor: number): number {
    return minor > 100 ? Account.fee : 0;
  }
  balance = 0;
  opened: Date | undefined = undefined;
  get charged(): number {
    return this.balance - Account.fee;
  }
  deposit(minor: number): void {
    this.apply(Deposited.of({ minor }));
  }
  protected deposited({ minor }: Deposited): void {
    this.credit(minor - Account.feeOf(minor));
  }
  private credit(minor: number): void {
    this.balance = this.charged + minor + Object.keys(Account.limits).length;
  }
}

/** The same code once more, in another class. */
function builtAgain(): AggregateClass {
  return codeOfText(asScript(Account), { AggregateRoot, Deposited });
}

/** That code with something changed in it. */
function builtWith(before: string, after: string): AggregateClass {
  const text = asScript(Account);
  if (!text.includes(before)) throw new Error(`There is no ${before} in ${text}`);
  return codeOfText(text.replaceAll(before, after), { AggregateRoot, Deposited });
}

function asScript(ofClass: object): string {
  return Function.prototype.toString.call(ofClass);
}

const ofAccount = snapshotFingerprintOf(aggregate(Account));

describe('a fingerprint is the same', () => {
  test('each time, and of the same code in another process', () => {
    expect(snapshotFingerprintOf(Account)).toBe(ofAccount);
    expect(snapshotFingerprintOf(aggregate(builtAgain()))).toBe(ofAccount);
    expect(ofAccount).toMatch(/^[0-9a-f]{32}$/);
  });

  test('when the class has another name, such as a minifier gives it', () => {
    expect(snapshotFingerprintOf(aggregate(builtWith('Account', 'a$')))).toBe(ofAccount);
    expect(snapshotFingerprintOf(aggregate(builtWith('Account', 'Konto')))).toBe(ofAccount);
  });

  test('when a command is changed, which folds nothing', () => {
    expect(snapshotFingerprintOf(aggregate(builtWith('this.apply(', 'if (minor > 0) this.apply(')))).toBe(ofAccount);
  });
});

describe('a fingerprint is another one', () => {
  test.each([
    ['a new field', 'balance = 0;', 'balance = 0; currency = "EUR";'],
    ['a field that is gone', 'opened = undefined;', ''],
    ['a field with another name', 'opened = undefined;', 'openedAt = undefined;'],
    ['a field of another kind', 'balance = 0;', 'balance = 0n;'],
    ['a field that begins otherwise', 'balance = 0;', 'balance = 5;'],
    ['a changed handler', 'this.credit(minor - ', 'this.credit(2 * minor - '],
    ['a changed method that a handler calls', 'this.charged + minor', 'this.charged + 2 * minor'],
    ['a changed getter that such a method reads', 'this.balance - ', 'this.balance - 2 * '],
    ['a changed static method', 'minor > 100', 'minor > 1000'],
    ['a changed constant', 'fee = 1', 'fee = 2'],
    ['a changed constant inside another', 'daily: 5', 'daily: 6'],
  ])('with %s', (_, before, after) => {
    expect(snapshotFingerprintOf(aggregate(builtWith(before, after)))).not.toBe(ofAccount);
  });

  test('in another category', () => {
    const again = builtAgain();
    On(Deposited)(again.prototype as never, 'deposited', {});
    Aggregate('other')(again);
    expect(snapshotFingerprintOf(again)).not.toBe(ofAccount);
  });

  test('with one more event, and when a parent has changed', () => {
    @EventType('fingerprint-spec.closed')
    class Closed extends DomainEvent<'fingerprint-spec.closed'> {}
    const handlers = { deposited: Deposited, credit: Closed };
    expect(snapshotFingerprintOf(aggregate(builtAgain(), handlers))).not.toBe(ofAccount);
    const child = (by: number): AggregateClass => {
      class Parent extends AggregateRoot {
        sum = 0;
        protected deposited(): void {
          this.sum += Number('BY');
        }
      }
      const text = asScript(Parent).replace('"BY"', String(by)).replace("'BY'", String(by));
      const changed = codeOfText<AggregateClass>(text, { AggregateRoot });
      return aggregate(class extends changed {});
    };
    expect(snapshotFingerprintOf(child(1))).toBe(snapshotFingerprintOf(child(1)));
    expect(snapshotFingerprintOf(child(1))).not.toBe(snapshotFingerprintOf(child(2)));
  });

  test('with a hidden method that has changed, wherever in the class it is', () => {
    const hidden = (factor: number): AggregateClass =>
      aggregate(
        codeOfText(
          `class extends AggregateRoot {
             sum = 0;
             deposited(event) { this.#add(event.minor); }
             #add(minor) { this.sum += ${factor} * minor; }
           }`,
          { AggregateRoot },
        ),
      );
    expect(snapshotFingerprintOf(hidden(1))).toBe(snapshotFingerprintOf(hidden(1)));
    expect(snapshotFingerprintOf(hidden(1))).not.toBe(snapshotFingerprintOf(hidden(2)));
  });

  test('with an event of another version, another class or another codec', () => {
    const folding = (eventClass: EventClass): string =>
      snapshotFingerprintOf(aggregate(builtAgain(), { deposited: eventClass }));
    const event = (version: number, half: number): EventClass => {
      const text = `class extends DomainEvent { minor; half() { return this.minor / ${half}; } }`;
      const ofClass = codeOfText<EventClass>(text, { DomainEvent });
      EventType('fingerprint-spec.again', { version })(ofClass as never);
      return ofClass;
    };
    const coded = (codec: typeof bigInteger | typeof dateTime): EventClass => {
      class Coded extends DomainEvent {
        minor!: bigint & Date;
      }
      EncodedBy(codec as typeof bigInteger)(Coded.prototype as never, 'minor' as never);
      EventType('fingerprint-spec.coded')(Coded as never);
      return Coded;
    };
    expect(folding(event(1, 2))).toBe(folding(event(1, 2)));
    expect(folding(event(2, 2))).not.toBe(folding(event(1, 2)));
    expect(folding(event(1, 3))).not.toBe(folding(event(1, 2)));
    expect(folding(coded(bigInteger))).not.toBe(folding(coded(dateTime)));
  });

  test('with an entity that has changed, which a new aggregate does not have', () => {
    const holding = (entityText: string): string => {
      const ofEntity = codeOfText<new () => Entity>(entityText, { Entity });
      On(Deposited)(ofEntity.prototype as never, 'deposited', {});
      const ofClass = class extends AggregateRoot {};
      Entities(ofEntity)(ofClass.prototype, 'card' as never);
      Aggregate('holding')(ofClass);
      return snapshotFingerprintOf(ofClass);
    };
    const card = 'class Card extends Entity { id = "c"; sum = 0; deposited(event) { this.sum += event.minor; } }';
    expect(holding(card)).toBe(holding(card.replace('Card', 'Karte')));
    expect(holding(card)).not.toBe(holding(card.replace('+=', '-=')));
    expect(holding(card)).not.toBe(holding(card.replace('sum = 0', 'sum = 1')));
  });

  test('with other functions of a decider', () => {
    const counted = (evolve: string, initialState: object = { count: 0 }): string => {
      const functions = { decide: () => [], evolve: codeOfText<never>(evolve) };
      return snapshotFingerprintOf(decider('counted', { initialState, events: [Deposited], ...functions }));
    };
    const evolve = '(state) => ({ count: state.count + 1 })';
    expect(counted(evolve)).toBe(counted(evolve));
    expect(counted(evolve)).not.toBe(counted('(state) => ({ count: state.count + 2 })'));
    expect(counted(evolve)).not.toBe(counted(evolve, { count: 1 }));
    expect(counted(evolve)).not.toBe(counted(`{ 'fingerprint-spec.deposited': ${evolve} }`.replace('+ 1', '+ 3')));
  });

  test('when other upcasters are passed', () => {
    expect(snapshotFingerprintOf(Account, 'a')).not.toBe(ofAccount);
    expect(snapshotFingerprintOf(Account, 'a')).not.toBe(snapshotFingerprintOf(Account, 'b'));
    expect(snapshotFingerprintOf(Account, '')).toBe(ofAccount);
  });
});

describe('the author’s word', () => {
  const versioned = (stateVersion: number | string, before = 'balance = 0;', after = before): AggregateClass =>
    aggregate(builtWith(before, after), { deposited: Deposited }, { stateVersion });

  test('takes the place of everything that is read from the code', () => {
    const one = snapshotFingerprintOf(versioned(1));
    expect(one).not.toBe(ofAccount);
    expect(snapshotFingerprintOf(versioned(1, 'this.charged + minor', 'minor'))).toBe(one);
    expect(snapshotFingerprintOf(versioned(1, 'balance = 0;', 'balance = 0n;'))).toBe(one);
    expect(snapshotFingerprintOf(versioned(2))).not.toBe(one);
    expect(snapshotFingerprintOf(versioned('1'))).not.toBe(one);
  });

  test('and not that of the upcasters', () => {
    const Versioned = versioned(1);
    expect(snapshotFingerprintOf(Versioned, 'a')).not.toBe(snapshotFingerprintOf(Versioned, 'b'));
  });
});
