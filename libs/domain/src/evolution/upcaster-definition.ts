import type { UpcasterClass } from './upcasts.js';
import { UpcasterMissing } from './upcaster-missing.error.js';

/** A shape of events: a type in one version. */
export interface EventShape {
  readonly type: string;
  readonly version: number;
}

/** What `@Upcaster` has fixed about a class. */
export interface UpcasterDefinition {
  readonly upcasterClass: UpcasterClass;
  /** The stored type that it lifts. */
  readonly type: string;
  /** The version that it lifts. */
  readonly from: number;
  /** What may come of it. */
  readonly targets: readonly EventShape[];
  /** Whether it answers parts, none, one or several, because `to` is a list. */
  readonly splits: boolean;
  /** Whether it may answer null, or no parts. */
  readonly drops: boolean;
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const upcasterDefinition = Symbol.for('daybook.upcaster-definition');

/**
 * The definition of a class of upcasters.
 * @throws UpcasterMissing the class itself bears no `@Upcaster`; a parent's does not count
 */
export function upcasterDefinitionOf(upcasterClass: object): UpcasterDefinition {
  if (!isUpcasterClass(upcasterClass)) throw new UpcasterMissing(upcasterClass);
  return upcasterClass[upcasterDefinition];
}

/** True for a class that itself bears `@Upcaster`. */
export function isUpcasterClass(
  candidate: object,
): candidate is UpcasterClass & { readonly [upcasterDefinition]: UpcasterDefinition } {
  return Object.hasOwn(candidate, upcasterDefinition);
}
