import type { FoldHandlers, handlers } from './handler-shape.js';

/**
 * A thing with an identity that lives inside an aggregate and nowhere else. It keeps its own state by `@On` handlers;
 * what happens to it is decided, and applied, by its aggregate, which marks the field that holds it with `@Entities`.
 *
 * @example
 * @StateType('card')
 * export class Card extends Entity {
 *   blocked = false;
 *   constructor(readonly id: string) { super(); }
 *   @On(CardBlocked) protected wasBlocked(): void { this.blocked = true; }
 * }
 */
export abstract class Entity {
  declare readonly [handlers]: FoldHandlers;

  /** What tells it from the other entities in its aggregate. */
  abstract readonly id: string;
}

/** A class of entities, whatever its constructor takes: the aggregate alone makes them. */
export type EntityClass<E extends Entity = Entity> = abstract new (...args: never[]) => E;
