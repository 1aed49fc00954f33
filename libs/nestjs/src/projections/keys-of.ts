import type { DomainEvent, EnvelopeMetadata } from '@daybook/domain';
import { InvalidKey, isKey } from '@daybook/event-store';
import type { KeyOf } from './projection-options.js';

/** The keys of an event for a projection, each once. */
export type KeysOf = (event: DomainEvent, meta: EnvelopeMetadata) => readonly string[];

const byAggregate: KeysOf = (_, { aggregateId }) => [aggregateId];

/** Makes of a projection's key function one whose answer needs no second look; it throws InvalidKey. */
export function keysOfBy(key: KeyOf | undefined, projectionClass: unknown): KeysOf {
  if (key === undefined) return byAggregate;
  return (event, meta) => {
    const answer: unknown = key(event, meta);
    if (answer === undefined) return [];
    const keys: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    for (const one of keys) if (!isKey(one)) throw new InvalidKey(projectionClass, meta.type, one, 'several');
    return keys.length > 1 ? [...new Set(keys as readonly string[])] : (keys as readonly string[]);
  };
}

/** Whether each event has one key, the id of its stream's aggregate: then the events of a key lie in its own streams. */
export function isKeyedByStream(keysOf: KeysOf): boolean {
  return keysOf === byAggregate;
}
