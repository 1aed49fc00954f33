import { DomainEvent, EventType, On } from '@daybook/domain';
import { EventTypeRegistry, type RecordedEvent } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { reactionConsumer } from './reaction-consumer.js';
import { reactionDefinitionOf } from './reaction-definition.js';
import type { ReactionKey, ReactionOptions } from './reaction-options.js';
import { ReactionRegistry } from './reaction-registry.js';
import { Reaction } from './reaction.decorator.js';

@EventType('customer.registered')
class Registered extends DomainEvent<'customer.registered'> {
  readonly email!: string;
}
@EventType('customer.moved')
class Moved extends DomainEvent<'customer.moved'> {}
class Unnamed extends DomainEvent<'unnamed'> {}

@Reaction('welcome-mail')
class WelcomeMail {
  @On(Registered) registered(): void {}
  @On(Moved) moved(): void {}
}

function reactionWith(options: unknown, name: unknown = 'welcome-mail'): object {
  @Reaction(name as string, options as ReactionOptions)
  class Reacting {
    @On(Registered) registered(): void {}
  }
  return Reacting;
}

describe('A reaction', () => {
  test('has these defaults', () => {
    expect(reactionDefinitionOf(WelcomeMail)).toMatchObject({
      name: 'welcome-mail',
      types: ['customer.moved', 'customer.registered'],
      categories: undefined,
      from: 'now',
      segments: 1,
      batchSize: 50,
      concurrency: 1,
      handlesCopies: false,
      retry: { attempts: 5, firstMs: 50, longestMs: 5_000 },
      parking: { perKey: 1_000, inAll: 10_000 },
      maxLag: undefined,
    });
  });

  test.each<[ReactionOptions['from'], unknown]>([
    ['now', 'now'],
    ['beginning', 0],
    [17, 17],
    [undefined, 'now'],
  ])('from %j begins at %j', (from, start) => {
    expect(reactionDefinitionOf(reactionWith({ from })).from).toBe(start);
  });

  test.each([
    [{ from: 'yesterday' }, 'from'],
    [{ from: -1 }, 'from'],
    [{ from: 1.5 }, 'from'],
    [{ key: 'id' }, 'key'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ handlesCopies: 'yes' as never }, 'handlesCopies'],
    [{ batchSize: 10_001 }, 'batchSize'],
    [{ segments: 65 }, 'segments'],
    [{ retry: { attempts: 0 } }, 'retry.attempts'],
    [{ retry: { tries: 3 } }, 'retry'],
    [{ parking: { perKey: '9' } }, 'parking.perKey'],
    [{ maxLag: 0 }, 'maxLag'],
    [{ categories: [] }, 'categories'],
    [{ parallel: 2 }, 'options'],
    [null, 'options'],
  ])('with %j is refused for %s', (options, option) => {
    expect(() => reactionWith(options)).toThrow(expect.objectContaining({ code: 'invalid-reaction-option', option }));
  });

  test.each(['', 'Welcome-Mail', 'welcome@1', 'welcome:mail', 'a--b', 'a'.repeat(101), undefined])(
    'cannot be called %j',
    (name) => {
      const code = expect.stringMatching(/^invalid-(reaction-)?name$/);
      expect(() => reactionWith({}, name ?? null)).toThrow(expect.objectContaining({ code }));
    },
  );

  test('has one name, handlers for events that have theirs, and none twice', () => {
    expect(() => Reaction('another')(WelcomeMail)).toThrow(expect.objectContaining({ code: 'reaction-repeated' }));
    class Empty {}
    expect(() => Reaction('empty')(Empty)).toThrow(expect.objectContaining({ code: 'reaction-handles-nothing' }));
    class Twice {
      @On(Registered) one(): void {}
      @On(Registered) two(): void {}
    }
    expect(() => Reaction('twice')(Twice)).toThrow(expect.objectContaining({ code: 'handler-repeated' }));
    class OfUnnamed {
      @On(Unnamed) unnamed(): void {}
    }
    expect(() => Reaction('unnamed')(OfUnnamed)).toThrow(expect.objectContaining({ code: 'event-type-missing' }));
  });

  test('is none by its parent’s decorator', () => {
    class Inherited extends WelcomeMail {}
    expect(() => new ReactionRegistry(new EventTypeRegistry()).register(new Inherited())).toThrow(
      expect.objectContaining({ code: 'reaction-missing', className: 'Inherited' }),
    );
  });
});

describe('The reactions of an application', () => {
  test('are known by name, with the events that they handle', () => {
    const eventTypes = new EventTypeRegistry();
    const reactions = new ReactionRegistry(eventTypes);
    const instance = new WelcomeMail();
    reactions.register(instance);
    reactions.register(instance);
    expect(reactions.all().map(({ definition }) => definition.name)).toEqual(['welcome-mail']);
    expect(reactions.find('welcome-mail')?.instance).toBe(instance);
    expect(reactions.find('goodbye-mail')).toBeUndefined();
    expect(eventTypes.byType('customer.moved')).toBeDefined();
  });

  test('have different names', () => {
    const reactions = new ReactionRegistry(new EventTypeRegistry());
    reactions.register(new WelcomeMail());
    const Other = reactionWith({}) as new () => object;
    expect(() => reactions.register(new Other())).toThrow(
      expect.objectContaining({ code: 'duplicate-reaction', classNames: ['WelcomeMail', 'Reacting'] }),
    );
  });
});

describe('The key of an event', () => {
  const recorded = { streamId: 'customer-c-1', type: 'customer.registered', event: {}, occurredAt: 0, recordedAt: 0 };
  const keysBy = (key?: ReactionKey): readonly string[] => {
    const definition = reactionDefinitionOf(reactionWith({ key }));
    const consumer = reactionConsumer({ definition, instance: {} }, (_, __, work) => work());
    return consumer.keysOf(recorded as unknown as RecordedEvent);
  };

  test('is its stream, what a function answers, or none', () => {
    expect(keysBy()).toEqual(['customer-c-1']);
    expect(keysBy((_, meta) => meta.aggregateId)).toEqual(['c-1']);
    expect(keysBy(() => undefined)).toEqual([]);
  });

  test.each([1, '', null, ['a'], 'a\0', 'x'.repeat(513), Promise.resolve('a')])('cannot be %p', (answer) => {
    expect(() => keysBy(() => answer as string)).toThrow(expect.objectContaining({ code: 'invalid-key' }));
  });
});
