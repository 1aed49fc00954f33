import { expect, test } from '@jest/globals';
import {
  DomainEvent,
  EventType,
  handlers,
  handlersOf,
  type KeyedHandlerShape,
  NotADomainEvent,
  On,
} from '@daybook/domain';

@EventType('transfer.begun')
class Begun extends DomainEvent<'transfer.begun'> {
  readonly transferId!: string;
}

@EventType('transfer.ended')
class Ended extends DomainEvent<'transfer.ended'> {
  readonly transferId!: string;
}

interface InstanceHandlers extends KeyedHandlerShape {
  readonly handler: (event: this['event']) => void | undefined;
}

abstract class Process {
  declare readonly [handlers]: InstanceHandlers;
}

const byTransfer = (event: Begun | Ended): string => event.transferId;

class Transfer extends Process {
  @On(Begun, Ended, byTransfer) either(): void {}
}

class LaterTransfer extends Transfer {
  @On(Ended) ended(): void {}
}

test('what is noted of a handler is its events, and the key function behind them', () => {
  expect(handlersOf(Transfer)).toEqual([{ method: 'either', eventClasses: [Begun, Ended], key: byTransfer }]);
});

test('a handler without a key has none, and those of the parent come first', () => {
  expect(handlersOf(LaterTransfer).map(({ method, key }) => [method, key])).toEqual([
    ['either', byTransfer],
    ['ended', undefined],
  ]);
});

test.each([
  ['a class that is no event', class Plain {}],
  ['nothing, as where modules import each other', undefined],
  ['a name', 'transfer.begun'],
])('%s is refused, also as the last argument', (_, mistaken) => {
  const on = On as unknown as (...all: readonly unknown[]) => (prototype: object, method: string) => void;
  expect(() => on(Begun, mistaken)(Transfer.prototype, 'either')).toThrow(NotADomainEvent);
  expect(() => on(mistaken)(Transfer.prototype, 'either')).toThrow(NotADomainEvent);
});

test('a function alone is no event', () => {
  const on = On as unknown as (...all: readonly unknown[]) => (prototype: object, method: string) => void;
  expect(() => on(byTransfer)(Transfer.prototype, 'either')).toThrow(NotADomainEvent);
});
