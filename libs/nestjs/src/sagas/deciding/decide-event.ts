import { copiedFromOf } from '@daybook/domain';
import { eventMetadataOf, type RecordedEvent, type SagaChange, type SagaRecord } from '@daybook/event-store';
import { present } from '../../commands/present.js';
import { handlerOf, keysOf } from '../registered-saga.js';
import type { SagaDefinition, SagaEventHandler } from '../saga-definition.js';
import { askFor } from './ask-for.js';
import { callHandler } from './call-handler.js';
import { definitionOf, type SagaCase, takeOver } from './case-of.js';
import { letGoOfHeld, releaseHeld } from './release-held.js';
import { SagaDraft } from './saga-draft.js';
import type { SagaInput } from './saga-input.js';
import { settle } from './settle.js';

type Fact = Extract<SagaInput, { kind: 'event' }>;

/** What becomes of an instance by a fact; undefined if that is not for it. */
export function decideEvent(of: SagaCase, fact: Fact, now: Date): SagaChange | undefined {
  const { recorded } = fact;
  if (copiedFromOf(recorded.metadata) !== undefined) return undefined;
  return of.held === undefined ? begin(of, fact, now) : goOn(of, of.held, fact, now);
}

function begin({ saga, key }: SagaCase, fact: Fact, now: Date): SagaChange | undefined {
  const definition = saga.latest;
  const handler = handlerOf(definition, fact.recorded);
  if (handler?.starts !== true) return undefined;
  if (keysOf(definition, handler, fact.recorded, eventMetadataOf(fact.recorded))?.includes(key) !== true)
    return undefined;
  const draft = new SagaDraft({ begun: recordOf(definition, key, fact.recorded, now) }, now);
  hear(draft, { definition, handler, state: undefined }, fact, now);
  return draft.change();
}

function goOn({ saga }: SagaCase, held: NonNullable<SagaCase['held']>, fact: Fact, now: Date): SagaChange | undefined {
  const { record } = held;
  if (record.status === 'completed' || record.status === 'ended') return undefined;
  const definition = definitionOf(saga, held);
  const handler = handlerOf(definition, fact.recorded);
  if (handler === undefined || !isFor(definition, handler, fact.recorded, record)) return undefined;
  // What begins an instance tells one that has undone everything of no fact that it would have to undo as well.
  if (record.status === 'compensated' && handler.starts) return undefined;
  const draft = new SagaDraft(held, now);
  takeOver(draft, definition);
  if (fact.history) letGoOfHeld(draft);
  else if (fact.historyWaits !== true) releaseHeld(draft, definition.effects);
  hear(draft, { definition, handler, state: draft.record.state }, fact, now);
  return draft.change();
}

function isFor(
  definition: SagaDefinition,
  handler: SagaEventHandler,
  recorded: RecordedEvent,
  { key, correlationId }: SagaRecord,
): boolean {
  const keys = keysOf(definition, handler, recorded, eventMetadataOf(recorded));
  return keys === undefined ? recorded.metadata.correlationId === correlationId : keys.includes(key);
}

interface Hearing {
  readonly definition: SagaDefinition;
  readonly handler: SagaEventHandler;
  readonly state: SagaRecord['state'] | undefined;
}

function hear(draft: SagaDraft, hearing: Hearing, { recorded, history }: Fact, now: Date): void {
  const { definition, handler, state } = hearing;
  const { method } = handler;
  draft.hears(recorded.position);
  const { key, correlationId: correlation } = draft.record;
  const given = [recorded.event, eventMetadataOf(recorded)];
  const heard = callHandler({ definition, method, given, state, key, correlation, now });
  draft.stateBecomes(heard.state);
  const cause = { event: recorded.eventId, type: recorded.type };
  askFor(draft, { definition, method, cause, history }, heard.wishes);
  settle(draft);
}

function recordOf({ name, version }: SagaDefinition, key: string, recorded: RecordedEvent, now: Date): SagaRecord {
  const { eventId, position, metadata } = recorded;
  const { correlationId = eventId, actor, traceparent } = metadata;
  return {
    saga: name,
    key,
    version,
    status: 'running',
    state: {},
    heardTo: position,
    correlationId,
    metadata: present({ actor, traceparent }),
    startedBy: { eventId, position },
    startedAt: now,
    changedAt: now,
    steps: 0,
    turns: 0,
    reason: undefined,
    failure: undefined,
    stuckAt: undefined,
  };
}
