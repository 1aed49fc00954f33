import {
  ClassNotes,
  type EventClass,
  type Handler,
  type HandlerKey,
  type handlers,
  handlersOf,
  On,
} from '@daybook/domain';
import type { SagaHandlers } from './saga-handlers.js';

/** A method whose events begin an instance. */
export interface StartNote {
  readonly method: string | symbol;
  readonly eventClasses: readonly EventClass[];
}

type EventClasses = readonly [EventClass, ...EventClass[]];
type Descriptor = TypedPropertyDescriptor<never>;

const startNotes = new ClassNotes<StartNote>('saga-starts');

/**
 * Makes a method the handler of one or more events, each of which begins an instance if there is none of its key.
 *
 * An instance that is under way hears of it as by `@On`; one that has come to an end does not, and is not begun again.
 *
 * @param eventsAndKey the classes of the events; at last, the function that says which instances an event is for
 *
 * @example
 * @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(event: OrderSubmitted): void { … }
 *
 * @throws NotADomainEvent one of the classes is none of events (or undefined, when modules import each other)
 * @throws StaticMember the method is static
 */
export function StartsOn<const Classes extends EventClasses>(
  ...eventsAndKey: readonly [...Classes, HandlerKey<InstanceType<Classes[number]>>]
) {
  return <
    Target extends { readonly [handlers]: SagaHandlers },
    H extends Handler<Target, InstanceType<Classes[number]>>,
  >(
    prototype: Target,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    // What the types have said; a list of unknown length cannot be handed on by them.
    const on = On as unknown as (...all: readonly unknown[]) => (...at: [object, string | symbol, Descriptor]) => void;
    on(...eventsAndKey)(prototype, method, descriptor as unknown as Descriptor);
    // What it has just noted: without a key, if somebody has got past the compiler.
    const { eventClasses = [] } = handlersOf(prototype.constructor).at(-1) ?? {};
    startNotes.add(prototype, { method, eventClasses });
  };
}

/** The methods by which instances of a class begin, those of its parents first. */
export function startsOf(ofClass: object): readonly StartNote[] {
  return startNotes.of(ofClass);
}
