import { describe, expect, test } from '@jest/globals';
import {
  DomainEvent,
  EncodedBy,
  EventConstructorHasParameters,
  EventType,
  EventTypeMissing,
  EventTypeRepeated,
  InvalidName,
  InvalidSchemaVersion,
  NotADomainEvent,
  bigInteger,
  dateTime,
  eventDefinitionOf,
} from '@daybook/domain';

class Unrelated {
  readonly amountMinor = 1;
}

/** Decorates as JavaScript would, or TypeScript with a type assertion: past the compiler. */
function decorate(target: unknown, name: unknown, version?: unknown): () => void {
  const options = version === undefined ? undefined : { version: version as number };
  return () => (EventType(name as string, options) as (target: unknown) => void)(target);
}

describe('@EventType', () => {
  test('fixes the name and the version', () => {
    @EventType('account.closed', { version: 3 })
    class AccountClosed extends DomainEvent<'account.closed'> {}
    expect(eventDefinitionOf(AccountClosed)).toMatchObject({
      type: 'account.closed',
      schemaVersion: 3,
      eventClass: AccountClosed,
    });
  });

  test('counts versions from 1', () => {
    @EventType('account.closed')
    class AccountClosed extends DomainEvent<'account.closed'> {}
    expect(eventDefinitionOf(AccountClosed).schemaVersion).toBe(1);
  });

  test('knows the codecs of the fields, those of a parent class included', () => {
    abstract class Dated<Type extends string> extends DomainEvent<Type> {
      @EncodedBy(dateTime) readonly on!: Date;
    }
    @EventType('account.booked')
    class Booked extends Dated<'account.booked'> {
      @EncodedBy(bigInteger) readonly units!: bigint;
    }
    @EventType('account.dated')
    class OnlyDated extends Dated<'account.dated'> {}
    expect([...eventDefinitionOf(Booked).fieldCodecs.keys()]).toEqual(['on', 'units']);
    expect([...eventDefinitionOf(OnlyDated).fieldCodecs.keys()]).toEqual(['on']);
  });

  test('is not inherited, for two classes cannot share one name', () => {
    @EventType('account.closed')
    class AccountClosed extends DomainEvent<'account.closed'> {}
    class ClosedByForce extends AccountClosed {}
    expect(() => eventDefinitionOf(ClosedByForce)).toThrow(EventTypeMissing);
    expect(() => eventDefinitionOf(ClosedByForce)).toThrow(/ClosedByForce.*@EventType/);
  });

  test('may stand on a class whose parent bears one', () => {
    @EventType('account.closed')
    class AccountClosed extends DomainEvent<'account.closed'> {}
    class ClosedByForce extends AccountClosed {}
    decorate(ClosedByForce, 'account.closed-by-force')();
    expect(eventDefinitionOf(ClosedByForce).type).toBe('account.closed-by-force');
    expect(eventDefinitionOf(AccountClosed).type).toBe('account.closed');
  });

  test('leaves nothing on the class that a loop would find', () => {
    @EventType('account.closed')
    class AccountClosed extends DomainEvent<'account.closed'> {}
    expect(Object.keys(AccountClosed)).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53, '1', null])('refuses the version %p', (version) => {
    class Happened extends DomainEvent {}
    expect(decorate(Happened, 'a.happened', version)).toThrow(InvalidSchemaVersion);
  });

  test.each(['', ' ', 'a\nb', '$a', 'a/b', 'a'.repeat(256), 7])('refuses the name %p', (name) => {
    class Happened extends DomainEvent {}
    expect(decorate(Happened, name)).toThrow(InvalidName);
    expect(decorate(Happened, name)).toThrow(expect.objectContaining({ field: 'event type' }));
  });

  test('refuses a class that is no event', () => {
    expect(decorate(Unrelated, 'a.b')).toThrow(NotADomainEvent);
    expect(decorate(Unrelated, 'a.b')).toThrow(/Unrelated.*DomainEvent/);
  });

  test('refuses a constructor with parameters, for no reader could call it', () => {
    class Happened extends DomainEvent {
      constructor(readonly amountMinor: number) {
        super();
      }
    }
    expect(decorate(Happened, 'a.happened')).toThrow(EventConstructorHasParameters);
    expect(decorate(Happened, 'a.happened')).toThrow(/Happened\.of\(/);
  });

  test('refuses a second name for one class', () => {
    class Happened extends DomainEvent {}
    decorate(Happened, 'a.happened')();
    expect(decorate(Happened, 'a.happened-too')).toThrow(EventTypeRepeated);
    expect(eventDefinitionOf(Happened).type).toBe('a.happened');
  });
});
