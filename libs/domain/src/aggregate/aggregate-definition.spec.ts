import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateMissing,
  AggregateRepeated,
  AggregateRoot,
  DomainEvent,
  DuplicateEventType,
  EncodedBy,
  Entities,
  Entity,
  EntityRouteMissing,
  EventType,
  EventTypeMissing,
  HandlerRepeated,
  InvalidName,
  NotADomainEvent,
  NotAnAggregate,
  On,
  StaticMember,
  aggregateDefinitionOf,
  changesOf,
  checkAggregate,
  createAggregate,
  dateTime,
  route,
} from '@daybook/domain';

@EventType('account.opened')
class Opened extends DomainEvent<'account.opened'> {}

@EventType('account.closed')
class Closed extends DomainEvent<'account.closed'> {}

/** Decorates as JavaScript would: past the compiler. */
const decorate = (target: unknown, category: unknown): void => {
  (Aggregate(category as string) as (target: unknown) => void)(target);
};

describe('@Aggregate', () => {
  test('fixes the category, and finds the events in the handlers', () => {
    @Aggregate('account')
    class Account extends AggregateRoot {
      @On(Opened) protected opened(): void {}
      @On(Closed) protected closed(): void {}
    }
    expect(aggregateDefinitionOf(Account)).toEqual({
      category: 'account',
      aggregateClass: Account,
      events: [Opened, Closed],
    });
    expect(() => checkAggregate(Account)).not.toThrow();
  });

  test('finds the events of the entities inside, and of the entities inside those', () => {
    class Chip extends Entity {
      readonly id = 'chip';
      @On(Closed) protected closed(): void {}
    }
    class Card extends Entity {
      readonly id = 'card';
      @Entities(Chip) chip?: Chip;
    }
    @Aggregate('account')
    class Account extends AggregateRoot {
      @Entities(Card) card?: Card;
      @On(Opened) protected opened(): void {}
    }
    expect(aggregateDefinitionOf(Account).events).toEqual([Opened, Closed]);
  });

  test.each(['', ' account', 'a/b', '$account', 7])('refuses the category %p', (category) => {
    class Account extends AggregateRoot {}
    expect(() => decorate(Account, category)).toThrow(InvalidName);
    expect(() => decorate(Account, category)).toThrow(expect.objectContaining({ field: 'category' }));
  });

  test('refuses a hyphen, for it parts the category from the id', () => {
    class Account extends AggregateRoot {}
    expect(() => decorate(Account, 'bank-account')).toThrow(expect.objectContaining({ reason: 'hyphen' }));
  });

  test('refuses a class that is no aggregate root of this library', () => {
    class Unrelated {
      readonly uncommitted = [];
    }
    expect(() => decorate(Unrelated, 'account')).toThrow(NotAnAggregate);
    expect(() => decorate(Unrelated, 'account')).toThrow(/@nestjs\/cqrs/);
  });

  test('refuses a constructor with parameters', () => {
    class Account extends AggregateRoot {
      constructor(readonly owner: string) {
        super();
      }
    }
    expect(() => decorate(Account, 'account')).toThrow(NotAnAggregate);
  });

  test('refuses a second category for one class', () => {
    class Account extends AggregateRoot {}
    decorate(Account, 'account');
    expect(() => decorate(Account, 'customer')).toThrow(AggregateRepeated);
  });

  test('refuses two handlers for one event, and names both', () => {
    class Account extends AggregateRoot {
      @On(Opened) protected opened(): void {}
      @On(Closed, Opened) protected also(): void {}
    }
    expect(() => decorate(Account, 'account')).toThrow(HandlerRepeated);
    expect(() => decorate(Account, 'account')).toThrow(/opened and in also/);
  });

  test('refuses several entities when an event of theirs has no route', () => {
    class Card extends Entity {
      readonly id = 'card';
      @On(Opened, Closed) protected changed(): void {}
    }
    class Account extends AggregateRoot {
      @Entities(Card, route(Opened).by(() => 'card')) cards = new Map<string, Card>();
    }
    expect(() => decorate(Account, 'account')).toThrow(EntityRouteMissing);
    expect(() => decorate(Account, 'account')).toThrow(/Account\.cards.*route\(Closed\)/);
  });

  test('refuses a handler for a class that is undefined, as modules that import each other make it', () => {
    const missing = undefined as unknown as typeof Opened;
    expect(() => On(missing)).not.toThrow();
    expect(() => {
      class Account extends AggregateRoot {
        @On(missing) protected opened(): void {}
      }
      return Account;
    }).toThrow(NotADomainEvent);
  });

  test('refuses what stands on a static member, which no instance has', () => {
    expect(() => {
      class Account extends AggregateRoot {
        @On(Opened) static opened(): void {}
      }
      return Account;
    }).toThrow(StaticMember);
    expect(() => {
      class Limit extends DomainEvent {
        @EncodedBy(dateTime) static until: Date;
      }
      return Limit;
    }).toThrow(/static member of Limit/);
  });
});

describe('inheritance', () => {
  class Bookable extends AggregateRoot {
    readonly seen: string[] = [];
    open(): void {
      this.apply(Opened.of());
    }
    @On(Opened) protected opened(): void {
      this.seen.push('parent');
    }
  }

  @Aggregate('account')
  class Account extends Bookable {
    close(): void {
      this.apply(Closed.of());
    }
    @On(Closed) protected closed(): void {
      this.seen.push('closed');
    }
  }

  @Aggregate('vault')
  class Vault extends Bookable {
    protected override opened(): void {
      super.opened();
      this.seen.push('child');
    }
  }

  test('a class has the handlers of its parents', () => {
    const account = createAggregate(Account, 'a-1');
    account.open();
    account.close();
    expect(account.seen).toEqual(['parent', 'closed']);
    expect(changesOf(account)).toHaveLength(2);
  });

  test('a class may override a handler under its own name', () => {
    const vault = createAggregate(Vault, 'v-1');
    vault.open();
    expect(vault.seen).toEqual(['parent', 'child']);
  });

  test('a class does not give its handlers to its parents and their other children', () => {
    expect(aggregateDefinitionOf(Account).events).toEqual([Opened, Closed]);
    expect(aggregateDefinitionOf(Vault).events).toEqual([Opened]);
  });

  test('a second handler for an event of a parent is refused', () => {
    class Safe extends Bookable {
      @On(Opened) protected reopened(): void {}
    }
    expect(() => decorate(Safe, 'safe')).toThrow(HandlerRepeated);
  });

  test('the category is not inherited, for two classes cannot share one', () => {
    class Savings extends Account {}
    expect(() => createAggregate(Savings, 's-1')).toThrow(AggregateMissing);
    expect(() => checkAggregate(Savings)).toThrow(/Savings.*@Aggregate/);
  });
});

describe('the check at the start', () => {
  test('refuses a handler for a class that bears no @EventType', () => {
    class Undecorated extends DomainEvent<'account.undecorated'> {}
    @Aggregate('account')
    class Account extends AggregateRoot {
      @On(Undecorated) protected undecorated(): void {}
    }
    expect(() => checkAggregate(Account)).toThrow(EventTypeMissing);
    expect(() => checkAggregate(Account)).toThrow(/Undecorated/);
  });

  test('refuses two classes for one type, and names both', () => {
    @EventType('account.opened')
    class OpenedAgain extends DomainEvent<'account.opened'> {}
    @Aggregate('account')
    class Account extends AggregateRoot {
      @On(Opened) protected opened(): void {}
      @On(OpenedAgain) protected openedAgain(): void {}
    }
    expect(() => checkAggregate(Account)).toThrow(DuplicateEventType);
    expect(() => checkAggregate(Account)).toThrow(/Opened and of OpenedAgain/);
  });
});
