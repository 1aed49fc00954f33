import type { DomainEvent } from '../event/domain-event.js';
import type { EventMetadata } from '../event/event-metadata.js';
import type { AppliedMetadata } from './applied-metadata.js';

/** Only a type: under it a class says how its handlers look. Nothing stands under it at run time. */
export const handlers: unique symbol = Symbol.for('daybook.handler-shape');

/**
 * How the handlers of a kind of class look. A library adds a kind without a change here: it extends this interface,
 * speaks of the event as `this['event']`, and declares the shape in its own root class.
 *
 * @example
 * interface ViewHandlers<Row> extends HandlerShape {
 *   readonly handler: (row: Row, event: this['event']) => Row | null;
 * }
 * abstract class View<Row> { declare readonly [handlers]: ViewHandlers<Row>; }
 */
export interface HandlerShape {
  /** Stands for the event that the handler is for. */
  readonly event: unknown;
  readonly handler: (...args: never[]) => unknown;
}

/** The shape of a kind in which each handler may say which of several instances an event is for. */
export interface KeyedHandlerShape extends HandlerShape {
  readonly keyed: true;
}

/**
 * For which instances an event is: for one, for several, or for none (undefined). May use nothing but what it is given.
 */
export type HandlerKey<Event = DomainEvent> = (
  event: Event,
  meta: EventMetadata,
) => string | readonly string[] | undefined;

/** The handlers of a fold change state: at once (a promise does not compile) and without an answer. */
export interface FoldHandlers extends HandlerShape {
  readonly handler: (event: this['event'], meta: AppliedMetadata) => void | undefined;
}

/** The handlers of a class that says nothing: they may take their time. */
export interface OpenHandlers extends HandlerShape {
  readonly handler: (event: this['event'], meta: EventMetadata) => void | Promise<void>;
}

/** The type of a handler for an event in a class. */
export type Handler<Target, Event> = (Target extends { readonly [handlers]: infer Shape extends HandlerShape }
  ? Shape & { readonly event: Event }
  : OpenHandlers & { readonly event: Event })['handler'];
