import { AggregateRoot, DomainEvent, Entities, Entity, EventType, On, route } from '@daybook/domain';

@EventType('card.blocked')
class CardBlocked extends DomainEvent<'card.blocked'> {
  readonly cardId!: string;
}

@EventType('card.issued')
class CardIssued extends DomainEvent<'card.issued'> {
  readonly cardId!: string;
}

class Card extends Entity {
  constructor(readonly id: string) {
    super();
  }
  @On(CardBlocked) protected blocked(): void {}
}

class Owner extends Entity {
  readonly id = 'owner';
  readonly name = 'n';
}

const byCard = route(CardBlocked).by((event) => event.cardId);

export class Account extends AggregateRoot {
  @Entities(Owner) owner?: Owner;
  @Entities(Owner) formerOwner: Owner | null = null;
  @Entities(Owner) protected hidden?: Owner;
  @Entities(Card, byCard) cards = new Map<string, Card>();
  @Entities(Card, byCard) readonly listed: Card[] = [];
  @Entities(Card, byCard) protected readonly hiddenCards = new Map<string, Card>();

  // @ts-expect-error another class of entities
  @Entities(Owner) notAnOwner?: Card;
  // @ts-expect-error several, and nothing says which of them an event is about
  @Entities(Card) unrouted = new Map<string, Card>();
  // @ts-expect-error only one, so there is nothing to route
  @Entities(Card, byCard) one?: Card;
  // @ts-expect-error the Map holds no entities of that class
  @Entities(Owner, byCard) others = new Map<string, Card>();
  // @ts-expect-error entities are found by a text
  @Entities(Card, byCard) numbered = new Map<number, Card>();
  // @ts-expect-error not a class of entities
  @Entities(CardBlocked) event?: CardBlocked;
}

// @ts-expect-error another event of the same shape
route(CardBlocked).by((event: CardIssued) => event.cardId);
// @ts-expect-error ids are texts
route(CardBlocked).by(() => 1);
// @ts-expect-error not a class of events
route(Card);

// @ts-expect-error an entity has an id
export class Nameless extends Entity {}
