import type { EventTypeRegistry } from './event-type-registry.js';
import type { UpcasterChain } from './evolution/upcaster-chain.js';

/** Which stored events a process can read: those of its classes, and those that its upcasters lift to them. */
export interface ReadableEvents {
  /** Their types, as they are stored. */
  readonly types: readonly string[];
  /** The stored types that events of these types may come of, these themselves included. */
  widened(types: readonly string[]): readonly string[];
}

/** Of the classes and the upcasters that are there at this moment. */
export function readableEvents(registry: EventTypeRegistry, chain: UpcasterChain): ReadableEvents {
  const current = registry.definitions().map(({ type }) => type);
  return {
    types: [...new Set([...current, ...chain.steps.map(({ type }) => type)])],
    widened: (types) => chain.widened(types),
  };
}
