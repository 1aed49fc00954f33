import {
  Aggregate,
  AggregateRoot,
  DomainEvent,
  EncodedBy,
  Entities,
  Entity,
  EventType,
  On,
  StateType,
  ValueObject,
  captureState,
  changesOf,
  checkAggregate,
  createAggregate,
  dateTime,
  decide,
  decider,
  enforce,
  eventDefinitionOf,
  eventFromJson,
  installedCopies,
  isDaybookError,
  newEventId,
  replay,
  restoreState,
  route,
  unionOf,
  valueObject,
  type AppliedMetadata,
  type EventSchema,
  type JsonObject,
  type JsonValue,
} from '@daybook/domain';

@StateType('money')
class Money extends ValueObject {
  readonly minor!: number;
  readonly currency!: string;
}

abstract class Booked<Type extends string> extends DomainEvent<Type> {
  @EncodedBy(valueObject(Money)) readonly amount!: Money;
  readonly reference?: string;
}

@EventType('account.funds-deposited', { version: 2 })
class FundsDeposited extends Booked<'account.funds-deposited'> {
  @EncodedBy(dateTime) readonly valueDate!: Date;
  readonly channel: string = 'counter';
}

@EventType('account.card-issued')
class CardIssued extends DomainEvent<'account.card-issued'> {
  readonly cardId!: string;
}

@EventType('account.card-blocked')
class CardBlocked extends DomainEvent<'account.card-blocked'> {
  readonly cardId!: string;
}

@StateType('card')
class Card extends Entity {
  blocked = false;
  readonly id: string;
  constructor(id: string) {
    super();
    this.id = id;
  }
  @On(CardBlocked) protected wasBlocked(): void {
    this.blocked = true;
  }
}

abstract class Bookable extends AggregateRoot {
  balance = 0n;
  lastAt: Date | undefined;
  @On(FundsDeposited) protected deposited({ amount }: FundsDeposited, meta: AppliedMetadata): void {
    this.balance += BigInt(amount.minor);
    this.lastAt = meta.occurredAt;
  }
}

@Aggregate('account')
class Account extends Bookable {
  @Entities(Card, route(CardBlocked).by((event) => event.cardId))
  readonly cards = new Map<string, Card>();

  deposit(minor: number): void {
    enforce({ code: 'amount-must-be-positive', holds: minor > 0, message: 'Give an amount above 0.' });
    this.apply(
      FundsDeposited.of({ amount: Money.of({ minor, currency: 'EUR' }), valueDate: this.now, channel: 'web' }),
    );
  }
  issue(cardId: string): void {
    this.apply(CardIssued.of({ cardId }));
  }
  block(cardId: string): void {
    this.apply(CardBlocked.of({ cardId }));
  }
  @On(CardIssued) protected issued({ cardId }: CardIssued): void {
    this.cards.set(cardId, new Card(cardId));
  }
}

type StockEvent =
  | { readonly type: 'stock.received'; readonly quantity: number }
  | { readonly type: 'stock.reserved'; readonly orderId: string; readonly quantity: number };

const acceptsAll: EventSchema<StockEvent> = {
  '~standard': { version: 1, vendor: 'scenario', validate: (value) => ({ value: value as StockEvent }) },
};
const stockEvents = unionOf(acceptsAll, ['stock.received', 'stock.reserved']);
const nothingReserved: ReadonlyMap<string, number> = new Map();

const StockItem = decider('stock', {
  initialState: { onHand: 0, reservations: nothingReserved },
  events: stockEvents,
  decide: (quantity: number, _state, context) => [
    { type: 'stock.received', quantity },
    { type: 'stock.reserved', orderId: `o-${context.id}`, quantity: 1 },
  ],
  evolve: {
    'stock.received': (state, { quantity }) => ({ ...state, onHand: state.onHand + quantity }),
    'stock.reserved': (state, { orderId, quantity }) => ({
      onHand: state.onHand - quantity,
      reservations: new Map(state.reservations).set(orderId, quantity),
    }),
  },
});

/** A decider from a command to events, to JSON, to the state, and what it says to a change in place. */
function reserve(): object {
  checkAggregate(StockItem);
  const decided = createAggregate(StockItem, 'pen');
  decide(decided, { now: new Date('2026-01-31T12:00:00Z') }, (item) => item.decide(3));
  const item = createAggregate(StockItem, 'pen');
  for (const { event, ...meta } of changesOf(decided)) {
    const definition = eventDefinitionOf(Object.values(stockEvents.classes)[meta.version - 1]!);
    const data = JSON.parse(JSON.stringify(event)) as JsonObject;
    replay(item, eventFromJson(definition, data), { ...meta, aggregateId: 'pen' });
  }
  return {
    onHand: item.state.onHand,
    reservations: [...item.state.reservations],
    changed: refusalOf(() => decide(item, { now: new Date() }, () => changing(item))),
  };
}

/** Scripts that are not strict ignore an assignment to what is frozen; a method refuses in each of them. */
function changing(item: InstanceType<typeof StockItem>): void {
  const Changing = decider('changing', {
    initialState: item.state,
    events: stockEvents,
    decide(_: undefined, state) {
      (state.reservations as Map<string, number>).clear();
      return [];
    },
    evolve: (state) => state,
  });
  createAggregate(Changing, 'c-1').decide(undefined);
}

const id = 'a-1';
const eventClasses = [FundsDeposited, CardIssued, CardBlocked];

/** What a store would keep of an event. */
interface Kept {
  readonly type: string;
  readonly data: JsonObject;
  readonly meta: AppliedMetadata;
}

function decideAll(): readonly Kept[] {
  const account = createAggregate(Account, id);
  decide(account, { now: new Date('2026-01-31T12:00:00Z') }, (subject) => {
    subject.deposit(100);
    subject.issue('c-1');
    subject.issue('c-2');
    subject.block('c-2');
    subject.deposit(50);
  });
  return changesOf(account).map(({ event, ...meta }) => {
    const { type, fieldCodecs } = eventDefinitionOf(event.constructor as (typeof eventClasses)[number]);
    const encoded = Object.entries(event).map(([field, value]) => [
      field,
      fieldCodecs.get(field)?.encode(value) ?? (value as JsonValue),
    ]);
    return {
      type,
      data: JSON.parse(JSON.stringify(Object.fromEntries(encoded))) as JsonObject,
      meta: { ...meta, aggregateId: id },
    };
  });
}

function read(kept: readonly Kept[]): Account {
  const account = createAggregate(Account, id);
  for (const { type, data, meta } of kept) {
    const eventClass = eventClasses.find((candidate) => eventDefinitionOf(candidate).type === type);
    if (eventClass !== undefined) replay(account, eventFromJson(eventDefinitionOf(eventClass), data), meta);
  }
  return account;
}

function refusalOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (isDaybookError(error)) return error.code;
  }
  return 'none';
}

/** From a command to events, to JSON, to the state, to its capture and back; told as text, for another realm to read. */
export function run(): string {
  checkAggregate(Account);
  const kept = decideAll();
  const account = read(kept);
  const restored = createAggregate(Account, id);
  restoreState(restored, JSON.parse(JSON.stringify(captureState(account))) as JsonValue, account.version);
  restored.block('c-1');
  return JSON.stringify({
    types: kept.map(({ type }) => type),
    first: kept[0]?.data,
    versions: kept.map(({ meta }) => meta.version),
    balance: String(restored.balance),
    lastAt: restored.lastAt,
    blocked: Array.from(restored.cards.values(), (card) => `${card.id} ${card.blocked}`),
    fields: Object.keys(restored).sort(),
    refusal: refusalOf(() => restored.deposit(0)),
    ids: newEventId().length,
    copies: installedCopies().length,
    stock: reserve(),
  });
}
