import { describe, expect, test } from '@jest/globals';
import { DomainEvent, EventType, type JsonObject, Upcaster, type UpcasterOptions, type Upcasts } from '@daybook/domain';
import { EventTypeRegistry } from '../event-type-registry.js';
import { UpcasterChain } from './upcaster-chain.js';

@EventType('account.funds-deposited', { version: 3 })
class FundsDeposited extends DomainEvent<'account.funds-deposited'> {}

@EventType('account.frozen')
class AccountFrozen extends DomainEvent<'account.frozen'> {}

@EventType('account.opened', { version: 2 })
class AccountOpened extends DomainEvent<'account.opened'> {}

@EventType('account.overdraft-agreed')
class OverdraftAgreed extends DomainEvent<'account.overdraft-agreed'> {}

const registry = () => new EventTypeRegistry().register(FundsDeposited, AccountFrozen, AccountOpened, OverdraftAgreed);

/** An upcaster that is there for what it declares. */
function step(options: UpcasterOptions): Upcasts {
  @Upcaster(options)
  class Step implements Upcasts {
    upcast(data: JsonObject): JsonObject {
      return data;
    }
  }
  return new Step();
}

const deposited = [step({ event: FundsDeposited, from: 1, to: 2 }), step({ event: FundsDeposited, from: 2, to: 3 })];
const opened = step({
  event: AccountOpened,
  from: 1,
  to: [
    { event: AccountOpened, version: 2 },
    { event: OverdraftAgreed, version: 1 },
  ],
});
const blocked = step({ event: 'account.blocked', from: 2, to: { event: AccountFrozen, version: 1 } });
const locked = step({ event: 'account.locked', from: 1, to: { event: 'account.blocked', version: 1 } });
const blockedBefore = step({ event: 'account.blocked', from: 1, to: 2 });
const whole = [...deposited, opened, blocked, blockedBefore, locked];
const judged =
  (...upcasters: readonly Upcasts[]) =>
  () =>
    UpcasterChain.of(upcasters, registry());
const without = (...left: readonly Upcasts[]) => whole.filter((one) => !left.includes(one));

describe('A chain', () => {
  const chain = UpcasterChain.of(whole, registry());

  test('knows which stored types may become a type', () => {
    expect(chain.sourcesOf('account.frozen')).toEqual(['account.frozen', 'account.blocked', 'account.locked']);
    expect(chain.sourcesOf('account.overdraft-agreed')).toEqual(['account.overdraft-agreed', 'account.opened']);
    expect(chain.sourcesOf('nobody.knows')).toEqual(['nobody.knows']);
    expect(chain.widened(['account.frozen', 'account.locked'])).toEqual(chain.sourcesOf('account.frozen'));
  });

  test('knows what can be read', () => {
    const readable = (type: string) => [1, 2, 3, 4].filter((version) => chain.reads(type, version));
    expect(readable('account.funds-deposited')).toEqual([1, 2, 3]);
    expect(readable('account.blocked')).toEqual([1, 2]);
    expect(readable('account.frozen')).toEqual([1]);
    expect(readable('toString')).toEqual([]);
  });

  test('knows beforehand where single steps lead, and that others must be asked', () => {
    const from = (type: string, version: number) => {
      const first = chain.stepAt(type, version);
      const route = first && chain.straightFrom(first);
      return route && [route.type, route.version, route.steps.length];
    };
    expect(from('account.funds-deposited', 1)).toEqual(['account.funds-deposited', 3, 2]);
    expect(from('account.locked', 1)).toEqual(['account.frozen', 1, 3]);
    expect(from('account.opened', 1)).toBeUndefined();
  });

  test('tells its steps in the order of type and version', () => {
    expect(chain.steps.map(({ type, from }) => `${type} ${from}`)).toEqual([
      'account.blocked 1',
      'account.blocked 2',
      'account.funds-deposited 1',
      'account.funds-deposited 2',
      'account.locked 1',
      'account.opened 1',
    ]);
  });

  test('takes one class twice for once, as two contexts may name it', () => {
    const again = new (opened.constructor as new () => Upcasts)();
    expect(UpcasterChain.of([...whole, again], registry()).steps).toHaveLength(6);
  });
});

describe('A chain that would not hold is refused, and the error names', () => {
  test.each([
    ['the last step', deposited[1], 'FundsDeposited', 2],
    ['the first step', deposited[0], 'FundsDeposited', 1],
    ['all steps of a class', opened, 'AccountOpened', 1],
    ['a step of a type without a class', blockedBefore, 'account.blocked', 1],
  ])('%s that is missing', (_, missing, eventName, from) => {
    const left = eventName === 'account.blocked' ? [missing, locked] : [missing];
    expect(judged(...without(...(left as Upcasts[])))).toThrow(
      expect.objectContaining({
        code: 'upcaster-gap',
        eventName,
        from,
        to: from + 1,
        message: expect.stringContaining(`${eventName} ${from} -> ${from + 1}`),
      }),
    );
  });

  test('two steps from one version', () => {
    expect(judged(...whole, step({ event: FundsDeposited, from: 2, to: 3 }))).toThrow(
      expect.objectContaining({ code: 'duplicate-upcaster', type: 'account.funds-deposited', from: 2 }),
    );
  });

  test('a circle, of renames and of a split', () => {
    const back = step({ event: 'x.b', from: 1, to: { event: 'x.a', version: 1 } });
    const there = step({
      event: 'x.a',
      from: 1,
      to: [
        { event: 'x.b', version: 1 },
        { event: AccountFrozen, version: 1 },
      ],
    });
    expect(judged(...whole, there, back)).toThrow(
      expect.objectContaining({ code: 'upcaster-cycle', path: ['x.a 1', 'x.b 1', 'x.a 1'] }),
    );
  });

  test('a target that nobody has', () => {
    const typo = step({ event: 'account.stopped', from: 1, to: { event: 'account.forzen', version: 1 } });
    const tooFar = step({ event: 'account.stopped', from: 1, to: { event: AccountFrozen, version: 2 } });
    expect(judged(...whole, typo)).toThrow(
      expect.objectContaining({ code: 'upcast-target-unknown', type: 'account.forzen', knownVersion: undefined }),
    );
    expect(judged(...whole, tooFar)).toThrow(
      expect.objectContaining({ code: 'upcast-target-unknown', version: 2, knownVersion: 1 }),
    );
  });

  test('a step that lifts what is written today', () => {
    const early = step({ event: AccountFrozen, from: 1, to: 2 });
    expect(judged(...whole, early)).toThrow(
      expect.objectContaining({ code: 'current-shape-upcast', type: 'account.frozen', version: 1 }),
    );
  });

  test('a class that says nothing of what it lifts, or is no instance', () => {
    class Bare implements Upcasts {
      upcast(data: JsonObject): JsonObject {
        return data;
      }
    }
    expect(judged(...whole, new Bare())).toThrow(expect.objectContaining({ code: 'upcaster-missing' }));
    expect(judged(...whole, opened.constructor as unknown as Upcasts)).toThrow(
      expect.objectContaining({ code: 'upcaster-missing' }),
    );
  });
});
