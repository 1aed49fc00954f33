import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type AggregateClass,
  checkSnapshots,
  decider,
  DomainEvent,
  Entities,
  Entity,
  EventType,
  On,
  route,
  StateNotCaptured,
  StateType,
  ValueObject,
} from '@daybook/domain';

@EventType('check-spec.noted')
class Noted extends DomainEvent<'check-spec.noted'> {
  readonly card!: string;
}

@StateType('check-spec.money')
class Money extends ValueObject {
  readonly minor!: number;
}

function aggregate<A extends AggregateRoot>(ofClass: AggregateClass<A>): AggregateClass<A> {
  Aggregate('checked')(ofClass as never);
  return ofClass;
}

class Unnamed {
  a = 1;
}

class NamelessCard extends Entity {
  constructor(readonly id: string) {
    super();
  }
}

@StateType('check-spec.hidden-card')
class HiddenCard extends Entity {
  #blocked = false;
  constructor(readonly id: string) {
    super();
  }
  @On(Noted) protected noted(): void {
    this.#blocked = !this.#blocked;
  }
}

@StateType('check-spec.wallet')
class Wallet extends Entity {
  readonly id = 'wallet';
  @Entities(NamelessCard, route(Noted).by(({ card }) => card)) readonly cards = new Map<string, NamelessCard>();
}

@Aggregate('checked')
class Cards extends AggregateRoot {
  @Entities(NamelessCard, route(Noted).by(({ card }) => card)) readonly cards = new Map<string, NamelessCard>();
}

@Aggregate('checked')
class Hidden extends AggregateRoot {
  @Entities(HiddenCard) card?: HiddenCard;
}

@Aggregate('checked')
class Wallets extends AggregateRoot {
  @Entities(Wallet) wallet?: Wallet;
}

let made = 0;

describe('the start is stopped with the path', () => {
  test.each<[string, AggregateClass, string]>([
    [
      'of an aggregate with # fields and nothing to capture them',
      aggregate(
        class Account extends AggregateRoot {
          #balance = 0;
          get balance(): number {
            return this.#balance;
          }
        },
      ),
      'Account',
    ],
    [
      'of one that captures and does not restore',
      aggregate(
        class Account extends AggregateRoot {
          captureState(): object {
            return {};
          }
        },
      ),
      'Account',
    ],
    [
      'of a field with a function',
      aggregate(
        class Account extends AggregateRoot {
          tell = () => 1;
        },
      ),
      'Account.tell',
    ],
    [
      'of an instance of a class without a name, deep inside',
      aggregate(
        class Account extends AggregateRoot {
          held = { list: [1, new Map([['key', new Unnamed()]])] };
        },
      ),
      'Account.held.list[1].key',
    ],
    ['of entities of a class without a name, of which a new aggregate has none', Cards, 'Cards.cards'],
    ['of entities with # fields and nothing to capture them', Hidden, 'Hidden.card'],
    ['of entities in entities', Wallets, 'Wallets.wallet.cards'],
    [
      'of what each new one has otherwise',
      aggregate(
        class Account extends AggregateRoot {
          held = { number: made++ };
        },
      ),
      'Account.held.number',
    ],
    [
      'of the time of its making',
      aggregate(
        class Account extends AggregateRoot {
          opened = { at: new Date() };
        },
      ),
      'Account.opened.at',
    ],
    [
      'of a restoration that forgets something',
      aggregate(
        class Account extends AggregateRoot {
          #limits = { daily: 0n, weekly: 7n };
          captureState(): { daily: bigint; weekly: bigint } {
            return { ...this.#limits };
          }
          restoreState({ daily }: { daily: bigint }): void {
            this.#limits = { daily, weekly: 0n };
          }
        },
      ),
      'Account.weekly',
    ],
  ])('%s', (_, ofClass, path) => {
    expect(() => checkSnapshots(ofClass)).toThrow(StateNotCaptured);
    expect(() => checkSnapshots(ofClass)).toThrow(expect.objectContaining({ code: 'state-not-captured', path }));
  });

  test('of a decider', () => {
    const events = [Noted] as const;
    const decide = () => [];
    const broken = decider('checked', { initialState: { held: new Unnamed() }, events, decide, evolve: (s) => s });
    expect(() => checkSnapshots(broken)).toThrow(expect.objectContaining({ path: 'checked.held' }));
  });
});

describe('nothing is said of', () => {
  test('an aggregate of values, lists, maps, sets, dates of another day and private fields with their pair', () => {
    const Account = aggregate(
      class extends AggregateRoot {
        held = { price: Money.of({ minor: 1 }), none: undefined, never: new Date(8.64e15), at: new Date(0), nan: NaN };
        readonly limits = new Map([[{ a: 1 }, new Set([1n, -0])]]);
        #count = 0n;
        captureState(): object {
          return { held: this.held, count: this.#count };
        }
        restoreState(state: { held: never; count: bigint }): void {
          this.held = state.held;
          this.#count = state.count;
        }
      },
    );
    expect(() => checkSnapshots(Account)).not.toThrow();
  });

  test('a decider, and a class without fields', () => {
    const Counted = decider('checked', {
      ...{ initialState: { count: 0, seen: new Map([['a', new Set([1])]]) }, events: [Noted] },
      decide: () => [],
      evolve: (state) => state,
    });
    expect(() => checkSnapshots(Counted)).not.toThrow();
    expect(() => checkSnapshots(aggregate(class extends AggregateRoot {}))).not.toThrow();
  });
});
