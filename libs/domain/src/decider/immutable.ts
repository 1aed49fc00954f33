import type { DomainEvent } from '../event/domain-event.js';
import type { ValueObject } from '../value/value-object.js';

type Atom = string | number | bigint | boolean | symbol | null | undefined;
type OfItself = Date | DomainEvent | ValueObject | ((...args: never[]) => unknown);

/** A value that nobody may change, all the way down: what the functions of a decider are given. */
export type Immutable<T> = unknown extends T
  ? T
  : T extends Atom | OfItself
    ? T
    : T extends ReadonlyMap<infer Key, infer Value>
      ? ReadonlyMap<Immutable<Key>, Immutable<Value>>
      : T extends ReadonlySet<infer Member>
        ? ReadonlySet<Immutable<Member>>
        : { readonly [Field in keyof T]: Immutable<T[Field]> };
