import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  changesOf,
  createAggregate,
  DomainEvent,
  Entities,
  Entity,
  EntityMissing,
  EntityRouteMissing,
  EventType,
  On,
  replay,
  route,
  StateType,
} from '@daybook/domain';

@EventType('card.issued')
class CardIssued extends DomainEvent<'card.issued'> {
  readonly cardId!: string;
}

@EventType('card.blocked')
class CardBlocked extends DomainEvent<'card.blocked'> {
  readonly cardId!: string;
}

@EventType('owner.named')
class OwnerNamed extends DomainEvent<'owner.named'> {
  readonly name!: string;
}

@StateType('card')
class Card extends Entity {
  blockedAt: Date | undefined;
  readonly seen: string[] = [];
  constructor(readonly id: string) {
    super();
  }
  @On(CardIssued) protected issued(): void {
    this.seen.push('issued');
  }
  @On(CardBlocked) protected blocked(_event: CardBlocked, meta: AppliedMetadata): void {
    this.blockedAt = meta.occurredAt;
  }
}

class Owner extends Entity {
  readonly id = 'owner';
  name = '';
  @On(OwnerNamed) protected named(event: OwnerNamed): void {
    this.name = event.name;
  }
}

const byCard = route(CardIssued, CardBlocked).by((event) => event.cardId);

@Aggregate('account')
class Account extends AggregateRoot {
  @Entities(Card, byCard) readonly cards = new Map<string, Card>();
  @Entities(Card, byCard) readonly listed: Card[] = [];
  @Entities(Owner) owner: Owner | undefined;

  issue(cardId: string): void {
    this.apply(CardIssued.of({ cardId }));
  }
  block(cardId: string): void {
    this.apply(CardBlocked.of({ cardId }));
  }
  name(name: string): void {
    this.apply(OwnerNamed.of({ name }));
  }
  take(owner: Owner): void {
    this.owner = owner;
  }
  @On(CardIssued) protected issued({ cardId }: CardIssued): void {
    this.cards.set(cardId, new Card(cardId));
    this.listed.push(new Card(cardId));
  }
}

describe('entities inside an aggregate', () => {
  test('fold the events that are about them, in a map as in an array', () => {
    const account = createAggregate(Account, 'a-1');
    account.issue('c-1');
    account.issue('c-2');
    account.block('c-2');
    const blocked = (cards: Iterable<Card>): boolean[] => Array.from(cards, (card) => card.blockedAt !== undefined);
    expect(blocked(account.cards.values())).toEqual([false, true]);
    expect(blocked(account.listed)).toEqual([false, true]);
  });

  test('come after the aggregate itself, so that it may create them', () => {
    const account = createAggregate(Account, 'a-1');
    account.issue('c-1');
    expect(account.cards.get('c-1')?.seen).toEqual(['issued']);
  });

  test('come to the same when the events are read again', () => {
    const account = createAggregate(Account, 'a-1');
    account.issue('c-1');
    account.block('c-1');
    const read = createAggregate(Account, 'a-1');
    for (const { event, ...change } of changesOf(account)) replay(read, event, { ...change, aggregateId: 'a-1' });
    expect(read.cards).toEqual(account.cards);
  });

  test('need no handler in the aggregate', () => {
    const account = createAggregate(Account, 'a-1');
    account.take(new Owner());
    account.name('Ada');
    expect(account.owner?.name).toBe('Ada');
  });

  test('that are not there are missed, and nothing is decided', () => {
    const account = createAggregate(Account, 'a-1');
    expect(() => account.name('Ada')).toThrow(EntityMissing);
    expect(() => createAggregate(Account, 'a-2').block('c-9')).toThrow(
      expect.objectContaining({ code: 'entity-missing', field: 'cards', entityId: 'c-9' }),
    );
    expect(changesOf(account)).toEqual([]);
  });

  test('that are several need a route, where the compiler could not ask for one', () => {
    @Aggregate('lodge')
    class Lodge extends AggregateRoot {
      @Entities(Owner) protected owners = [new Owner()];
      name(name: string): void {
        this.apply(OwnerNamed.of({ name }));
      }
    }
    expect(() => createAggregate(Lodge, 'l-1').name('Ada')).toThrow(EntityRouteMissing);
  });

  test('may hold entities of their own', () => {
    class House extends Entity {
      readonly id = 'house';
      @Entities(Owner) readonly owner = new Owner();
    }
    @Aggregate('estate')
    class Estate extends AggregateRoot {
      @Entities(House) readonly house = new House();
      name(name: string): void {
        this.apply(OwnerNamed.of({ name }));
      }
    }
    const estate = createAggregate(Estate, 'e-1');
    estate.name('Ada');
    expect(estate.house.owner.name).toBe('Ada');
  });
});
