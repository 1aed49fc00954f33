import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateNotBegun,
  AggregateReadOnly,
  AggregateRoot,
  type AppliedMetadata,
  ApplyInHandler,
  BusinessRuleViolation,
  changesOf,
  createAggregate,
  decide,
  DecisionIsAsync,
  DomainEvent,
  EventHandlerMissing,
  EventType,
  HandlerReturned,
  InvalidMoment,
  InvalidName,
  ManualClock,
  markRecorded,
  NotADomainEvent,
  On,
  type Rule,
  sealAggregate,
  TimeReadInHandler,
} from '@daybook/domain';

@EventType('account.deposited')
class Deposited extends DomainEvent<'account.deposited'> {
  readonly amountMinor!: number;
}

@EventType('account.noted')
class Noted extends DomainEvent<'account.noted'> {
  readonly notes!: { text: string; tags: string[] }[];
  readonly until?: Date;
}

@EventType('account.unheard')
class Unheard extends DomainEvent<'account.unheard'> {}

@EventType('account.mishandled')
class Mishandled extends DomainEvent<'account.mishandled'> {
  readonly how!: 'applies' | 'reads the time' | 'answers' | 'throws';
}

const amountMustBePositive = (amountMinor: number): Rule => ({
  code: 'amount-must-be-positive',
  holds: amountMinor > 0,
  message: `The amount is ${amountMinor}. Give one above 0.`,
  data: { amountMinor },
});

@Aggregate('account')
class Account extends AggregateRoot {
  balanceMinor = 0;
  readonly told: AppliedMetadata[] = [];
  notes: { text: string; tags: string[] }[] = [];

  deposit(amountMinor: number, occurredAt?: Date): number {
    this.enforce(amountMustBePositive(amountMinor));
    this.apply(Deposited.of({ amountMinor }), occurredAt === undefined ? {} : { occurredAt });
    return this.balanceMinor;
  }
  state(event: DomainEvent): void {
    this.apply(event);
  }
  get today(): Date {
    return this.now;
  }

  @On(Deposited) protected deposited(event: Deposited, meta: AppliedMetadata): void {
    this.balanceMinor += event.amountMinor;
    this.told.push(meta);
  }
  @On(Noted) protected noted({ notes }: Noted): void {
    this.notes = notes;
  }
  @On(Mishandled) protected mishandled({ how }: Mishandled): undefined {
    if (how === 'applies') this.deposit(1);
    if (how === 'reads the time') this.told.push({ ...this.told[0]!, occurredAt: this.now });
    if (how === 'throws') throw new RangeError('thrown by the handler');
    return (how === 'answers' ? Promise.resolve() : undefined) as undefined;
  }
}

const now = new Date('2026-02-03T04:05:06.789Z');
const account = (): Account => createAggregate(Account, 'a-1', { clock: new ManualClock(now) });

describe('an aggregate that decides', () => {
  test('folds its event at once, and keeps it to be recorded', () => {
    const subject = account();
    expect(subject.deposit(5)).toBe(5);
    expect(subject.deposit(2)).toBe(7);
    expect(changesOf(subject)).toMatchObject([
      { event: Deposited.of({ amountMinor: 5 }), version: 1, occurredAt: now },
      { event: Deposited.of({ amountMinor: 2 }), version: 2, occurredAt: now },
    ]);
    expect(subject.version).toBe(0);
  });

  test('tells its handlers what they will be told again when the event is read', () => {
    const subject = account();
    subject.deposit(5);
    const [change] = changesOf(subject);
    expect(subject.told).toEqual([{ eventId: change!.eventId, aggregateId: 'a-1', version: 1, occurredAt: now }]);
  });

  test('knows when something happened in the world, if it is told', () => {
    const subject = account();
    const yesterday = new Date('2026-02-02T00:00:00Z');
    subject.deposit(5, yesterday);
    yesterday.setFullYear(1999);
    expect(changesOf(subject)[0]!.occurredAt).toEqual(new Date('2026-02-02T00:00:00Z'));
  });

  test('keeps that time, whatever its state does with the one that the handlers were told', () => {
    const subject = account();
    subject.deposit(5);
    subject.told[0]!.occurredAt.setFullYear(1999);
    expect(changesOf(subject)[0]!.occurredAt).toEqual(now);
  });

  test('lets no state change a fact that it has taken over, however deep, before it is recorded', () => {
    const subject = account();
    subject.state(Noted.of({ notes: [{ text: 'a', tags: ['b'] }] }));
    expect(() => subject.notes.pop()).toThrow(TypeError);
    expect(() => Object.assign(subject.notes[0]!, { text: 'c' })).toThrow(TypeError);
    expect(() => subject.notes[0]!.tags.push('c')).toThrow(TypeError);
  });

  test('leaves alone what has a class of its own, and runs no getter and no recursion over what is in a fact', () => {
    const subject = account();
    const until = new Date(0);
    subject.state(Noted.of({ notes: [], until }));
    expect(Object.isFrozen(until)).toBe(false);
    const circle: unknown[] = [];
    circle.push(circle);
    const trap = { get: Object.defineProperty({}, 'text', { get: () => expect(0).toBe(1) }) };
    const deep = Array.from({ length: 100_000 }).reduce((inner) => [inner], []);
    for (const held of [circle, [trap], deep, [new Uint8Array(1)]]) {
      expect(() => subject.state(Noted.of({ notes: held as never }))).not.toThrow();
    }
  });

  test.each([new Date(Number.NaN), '2026-02-02', 0])('refuses %p as the time of an event', (occurredAt) => {
    expect(() => account().deposit(5, occurredAt as Date)).toThrow(InvalidMoment);
  });

  test('goes on from what is recorded', () => {
    const subject = account();
    subject.deposit(5);
    const before = changesOf(subject);
    markRecorded(subject);
    expect(subject.version).toBe(1);
    expect(changesOf(subject)).toEqual([]);
    subject.deposit(2);
    expect(changesOf(subject)[0]!.version).toBe(2);
    expect(before).toHaveLength(1);
  });

  test('decides nothing that breaks a rule', () => {
    const subject = account();
    expect(() => subject.deposit(0)).toThrow(BusinessRuleViolation);
    expect(() => subject.deposit(0)).toThrow(
      expect.objectContaining({ code: 'amount-must-be-positive', data: { amountMinor: 0 } }),
    );
    expect(changesOf(subject)).toEqual([]);
  });

  test('shows its own fields and nothing else', () => {
    expect(Object.keys(account())).toEqual(['balanceMinor', 'told', 'notes']);
    expect(JSON.stringify(account())).toBe('{"balanceMinor":0,"told":[],"notes":[]}');
  });
});

describe('a decision', () => {
  test('has one time throughout, which nobody can move', () => {
    const subject = account();
    const moment = new Date('2030-01-01');
    decide(subject, { now: moment }, () => {
      subject.today.setFullYear(1999);
      subject.deposit(1);
      expect(subject.today).toEqual(new Date('2030-01-01'));
    });
    expect(changesOf(subject)[0]!.occurredAt).toEqual(new Date('2030-01-01'));
    expect(subject.today).toEqual(now);
  });

  test('takes the ids of its events from where it is told to', () => {
    const subject = account();
    let count = 0;
    decide(subject, { now, nextEventId: () => `id-${++count}` }, () => {
      subject.deposit(1);
      subject.deposit(2);
    });
    expect(changesOf(subject).map(({ eventId }) => eventId)).toEqual(['id-1', 'id-2']);
  });

  test('returns what it was asked for', () => {
    expect(decide(account(), { now }, (subject) => subject.deposit(3))).toBe(3);
  });

  test('is over when it throws', () => {
    const subject = account();
    expect(() => decide(subject, { now: new Date(0) }, () => subject.deposit(-1))).toThrow(BusinessRuleViolation);
    expect(subject.today).toEqual(now);
  });

  test('that is asynchronous is refused, and decides nothing later', async () => {
    const subject = account();
    let later: Promise<unknown> = Promise.resolve();
    const decision = (): void => {
      later = Promise.resolve().then(() => subject.deposit(1));
      return later as never;
    };
    expect(() => decide(subject, { now }, decision)).toThrow(DecisionIsAsync);
    await expect(later).rejects.toThrow(AggregateReadOnly);
    expect(changesOf(subject)).toEqual([]);
  });
});

describe('an aggregate refuses', () => {
  test('an event for which it has no handler, and says that an empty one will do', () => {
    expect(() => account().state(Unheard.of())).toThrow(EventHandlerMissing);
    expect(() => account().state(Unheard.of())).toThrow(/Account has no handler for Unheard.*@On\(Unheard\).*empty/);
  });

  test.each([undefined, null, {}, 'event', Unheard])('%p as an event', (event) => {
    expect(() => account().state(event as DomainEvent)).toThrow(NotADomainEvent);
  });

  test('a handler that decides', () => {
    expect(() => account().state(Mishandled.of({ how: 'applies' }))).toThrow(ApplyInHandler);
  });

  test('a handler that reads the time', () => {
    expect(() => account().state(Mishandled.of({ how: 'reads the time' }))).toThrow(TimeReadInHandler);
  });

  test('a handler that answers, for the answer may be a promise', () => {
    expect(() => account().state(Mishandled.of({ how: 'answers' }))).toThrow(HandlerReturned);
  });

  test('to go on after a handler has thrown, for its state is half changed', () => {
    const subject = account();
    expect(() => subject.state(Mishandled.of({ how: 'throws' }))).toThrow(RangeError);
    expect(() => subject.deposit(1)).toThrow(AggregateReadOnly);
    expect(() => subject.deposit(1)).toThrow(/half changed/);
    expect(changesOf(subject)).toEqual([]);
  });

  test('to decide when it is sealed, and can still be read', () => {
    const subject = account();
    subject.deposit(5);
    sealAggregate(subject);
    expect(() => subject.deposit(1)).toThrow(AggregateReadOnly);
    expect(subject.balanceMinor).toBe(5);
    expect(changesOf(subject)).toHaveLength(1);
  });

  test('to be made with new alone', () => {
    const subject = new Account();
    expect(() => subject.id).toThrow(AggregateNotBegun);
    expect(() => subject.deposit(1)).toThrow(AggregateNotBegun);
  });

  test('an id that cannot be kept', () => {
    expect(() => createAggregate(Account, ' a')).toThrow(InvalidName);
    expect(() => createAggregate(Account, '')).toThrow(expect.objectContaining({ field: 'aggregateId' }));
  });
});
