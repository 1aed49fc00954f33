import { type EventClass, handlersOf, handlingMethodsOf } from '@daybook/domain';
import { CommandTypeMissing } from '../commands/message/command-type-missing.error.js';
import { commandTypeOf } from '../commands/message/command-type.decorator.js';
import { DeadlineHandlerRepeated } from './deadline-handler-repeated.error.js';
import { NotACommandClass } from './not-a-command-class.error.js';
import { deadlineHandlersOf } from './on-deadline.decorator.js';
import { refusalHandlersOf } from './on-command-refused.decorator.js';
import { RefusalHandlerRepeated } from './refusal-handler-repeated.error.js';
import type { SagaDefinition, SagaEventHandler, SagaRefusalHandler } from './saga-definition.js';
import { SagaEventRepeated } from './saga-event-repeated.error.js';
import { assertDeadlineName } from './saga-name.js';
import { SagaStartWithoutKey } from './saga-start-without-key.error.js';
import { startsOf } from './starts-on.decorator.js';

/**
 * What handles events in a class of sagas, its parents' handlers included; a method that is overridden keeps what was said
 * of it, unless its own decorators say otherwise.
 *
 * @throws HandlerRepeated, SagaEventRepeated, SagaStartWithoutKey
 */
export function eventsIn(saga: object): SagaDefinition['handlers'] {
  handlingMethodsOf(saga);
  assertEachOnce(saga);
  const handlers = new Map<EventClass, SagaEventHandler>();
  const starts = new Set(startsOf(saga).flatMap(({ eventClasses }) => eventClasses));
  for (const { method, eventClasses, key } of handlersOf(saga)) {
    for (const eventClass of eventClasses) handlers.set(eventClass, { method, key, starts: starts.has(eventClass) });
  }
  for (const [eventClass, { method, key, starts: begins }] of handlers) {
    if (begins && key === undefined) throw new SagaStartWithoutKey(saga, method, eventClass);
  }
  return handlers;
}

// Two decorators of one class that name one event, on one method: which of their keys counts would be chance.
function assertEachOnce(saga: object): void {
  const parent = Object.getPrototypeOf(saga) as object | null;
  if (parent === null) return;
  assertEachOnce(parent);
  const met = new Set<EventClass>();
  for (const { method, eventClasses } of handlersOf(saga).slice(handlersOf(parent).length)) {
    for (const eventClass of eventClasses) {
      if (met.has(eventClass)) throw new SagaEventRepeated(saga, method, eventClass);
      met.add(eventClass);
    }
  }
}

/** @throws InvalidName, InvalidDeadlineName, DeadlineHandlerRepeated */
export function deadlinesIn(saga: object): SagaDefinition['deadlines'] {
  const methods = new Map<string, string | symbol>();
  for (const { deadline, method } of deadlineHandlersOf(saga)) {
    assertDeadlineName(deadline, saga);
    const other = methods.get(deadline) ?? method;
    if (other !== method) throw new DeadlineHandlerRepeated(saga, deadline, other, method);
    methods.set(deadline, method);
  }
  return methods;
}

/** @throws NotACommandClass, CommandTypeMissing, RefusalHandlerRepeated */
export function refusalsIn(saga: object): SagaDefinition['refusals'] {
  const handlers = new Map<string, SagaRefusalHandler>();
  for (const { commandClass, method } of refusalHandlersOf(saga)) {
    const type = commandTypeOf(prototypeOf(commandClass, saga, method));
    if (type === undefined) throw new CommandTypeMissing(commandClass.name);
    const other = handlers.get(type) ?? { method, commandClass };
    if (other.method !== method || other.commandClass !== commandClass) {
      throw new RefusalHandlerRepeated(saga, type, other.method, method);
    }
    handlers.set(type, other);
  }
  return handlers;
}

function prototypeOf(commandClass: unknown, saga: object, method: string | symbol): object {
  const prototype: unknown = typeof commandClass === 'function' ? commandClass.prototype : undefined;
  if (typeof prototype === 'object' && prototype !== null) return prototype;
  throw new NotACommandClass(saga, method, commandClass);
}
