import { expect, test } from '@jest/globals';
import { DomainEvent, DuplicateEventType, EventType, EventTypeMissing } from '@daybook/domain';
import { EventTypeRegistry } from './event-type-registry.js';

@EventType('registry.opened')
class Opened extends DomainEvent<'registry.opened'> {}

@EventType('registry.opened')
class OpenedToo extends DomainEvent<'registry.opened'> {}

@EventType('constructor')
class NamedConstructor extends DomainEvent<'constructor'> {}

class Undecorated extends DomainEvent {}
class Narrower extends Opened {}

test('a class is found by its type, and by an event of it', () => {
  const registry = new EventTypeRegistry().register(Opened);
  expect(registry.byType('registry.opened')?.eventClass).toBe(Opened);
  expect(registry.definitionOf(Opened.of())?.type).toBe('registry.opened');
  expect(registry.definitions().map(({ type }) => type)).toEqual(['registry.opened']);
});

test('what every object has is not a type', () => {
  const registry = new EventTypeRegistry();
  for (const type of ['toString', 'constructor', '__proto__', 'hasOwnProperty'])
    expect(registry.byType(type)).toBeUndefined();
  expect(registry.register(NamedConstructor).byType('constructor')?.eventClass).toBe(NamedConstructor);
});

test('a class may be registered again', () => {
  const registry = new EventTypeRegistry().register(Opened, Opened).register(Opened);
  expect(registry.definitions()).toHaveLength(1);
});

test('two classes of one type are refused by their names, and nothing of the call is kept', () => {
  const registry = new EventTypeRegistry();
  expect(() => registry.register(NamedConstructor, Opened, OpenedToo)).toThrow(DuplicateEventType);
  expect(registry.definitions()).toEqual([]);
  expect(() => registry.register(Opened).register(OpenedToo)).toThrow(/Opened .*OpenedToo/);
});

test('a class without a type of its own is refused, also when its parent has one', () => {
  expect(() => new EventTypeRegistry().register(Undecorated)).toThrow(EventTypeMissing);
  expect(() => new EventTypeRegistry().register(Narrower)).toThrow(EventTypeMissing);
});

test('an event that holds a field named constructor is still told by its class', () => {
  const registry = new EventTypeRegistry().register(Opened);
  const event = Object.defineProperty(new Opened(), 'constructor', { value: NamedConstructor });
  expect(registry.definitionOf(event)?.type).toBe('registry.opened');
});
