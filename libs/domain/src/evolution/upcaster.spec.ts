import { describe, expect, test } from '@jest/globals';
import { DomainEvent, EventType, type JsonObject, Upcaster, upcasterDefinitionOf, type Upcasts } from '@daybook/domain';

@EventType('account.opened', { version: 2 })
class AccountOpened extends DomainEvent<'account.opened'> {
  readonly ownerId!: string;
}

@EventType('account.overdraft-agreed')
class OverdraftAgreed extends DomainEvent<'account.overdraft-agreed'> {
  readonly limitMinor!: number;
}

class Undecorated extends DomainEvent {}

class Lifts implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

describe('An upcaster', () => {
  test('says which events it lifts, by their class', () => {
    @Upcaster({ event: AccountOpened, from: 1, to: 2 })
    class Next extends Lifts {}
    expect(upcasterDefinitionOf(Next)).toEqual({
      upcasterClass: Next,
      type: 'account.opened',
      from: 1,
      targets: [{ type: 'account.opened', version: 2 }],
      splits: false,
      drops: false,
    });
  });

  test('renames a type that has no class any more, by its text', () => {
    @Upcaster({ event: 'account.begun', from: 3, to: { event: AccountOpened, version: 1 }, drops: true })
    class Renames extends Lifts {}
    expect(upcasterDefinitionOf(Renames)).toMatchObject({
      type: 'account.begun',
      targets: [{ type: 'account.opened', version: 1 }],
      splits: false,
      drops: true,
    });
  });

  test('splits where it names a list, and may then drop', () => {
    const to = [
      { event: AccountOpened, version: 2 },
      { event: OverdraftAgreed, version: 1 },
    ];
    @Upcaster({ event: AccountOpened, from: 1, to })
    class Splits extends Lifts {}
    @Upcaster({ event: 'account.noted', from: 1, to: [] })
    class Drops extends Lifts {}
    expect(upcasterDefinitionOf(Splits)).toMatchObject({ splits: true, drops: true });
    expect(upcasterDefinitionOf(Drops)).toMatchObject({ targets: [], splits: true, drops: true });
  });

  test('is none by its parent, and not twice', () => {
    @Upcaster({ event: AccountOpened, from: 1, to: 2 })
    class Parent extends Lifts {}
    class Child extends Parent {}
    expect(() => upcasterDefinitionOf(Child)).toThrow(
      expect.objectContaining({ code: 'upcaster-missing', className: 'Child' }),
    );
    expect(() => Upcaster({ event: AccountOpened, from: 1, to: 2 })(Parent)).toThrow(
      expect.objectContaining({ code: 'upcaster-repeated' }),
    );
  });
});

describe('What cannot be is refused by name', () => {
  const opened = AccountOpened;
  test.each([
    ['to a version further on', { event: opened, from: 1, to: 3 }, 'invalid-upcaster'],
    ['to the version it has', { event: opened, from: 2, to: 2 }, 'invalid-upcaster'],
    ['back', { event: opened, from: 2, to: 1 }, 'invalid-upcaster'],
    [
      'to its own type in a list, too far',
      { event: opened, from: 1, to: [{ event: opened, version: 3 }] },
      'invalid-upcaster',
    ],
    [
      'to one type in two versions',
      { event: 'a.b', from: 1, to: [1, 2].map((version) => ({ event: opened, version })) },
      'invalid-upcaster',
    ],
    ['from version 0', { event: opened, from: 0, to: 1 }, 'invalid-schema-version'],
    ['to version 1.5', { event: 'a.b', from: 1, to: { event: opened, version: 1.5 } }, 'invalid-schema-version'],
    ['from a class without a type', { event: Undecorated, from: 1, to: 2 }, 'event-type-missing'],
    ['from a name that is none', { event: 'a/../b', from: 1, to: 2 }, 'invalid-name'],
    [
      'from a class that is not there yet',
      { event: undefined as unknown as string, from: 1, to: 2 },
      'not-a-domain-event',
    ],
  ] as const)('%s', (_, options, code) => {
    expect(() => Upcaster(options)(class extends Lifts {})).toThrow(expect.objectContaining({ code }));
  });

  test('a class that cannot lift', () => {
    class Idle {}
    expect(() => Upcaster({ event: opened, from: 1, to: 2 })(Idle as typeof Lifts)).toThrow('has no method upcast');
  });
});
