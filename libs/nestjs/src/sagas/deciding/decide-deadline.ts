import type { SagaChange } from '@daybook/event-store';
import { DeadlineUnhandled } from '../deadline-unhandled.error.js';
import type { SagaDefinition } from '../saga-definition.js';
import { askFor } from './ask-for.js';
import { callHandler } from './call-handler.js';
import { definitionOf, type SagaCase, takeOver } from './case-of.js';
import { releaseHeld } from './release-held.js';
import { SagaDraft } from './saga-draft.js';
import type { SagaInput } from './saga-input.js';
import { settle } from './settle.js';

type Fallen = Pick<Extract<SagaInput, { kind: 'deadline' }>, 'deadline' | 'historyWaits'>;

/**
 * What becomes of an instance when one of its times has come. Undefined if the deadline is another one by now, or none; a
 * deadline waits while an instance is stuck.
 */
export function decideDeadline(
  { saga, held }: SagaCase,
  { deadline: { name, dueAt }, historyWaits = false }: Fallen,
  now: Date,
): SagaChange | undefined {
  if (held === undefined || held.record.status !== 'running' || held.record.failure !== undefined) return undefined;
  const set = held.deadlines.find((deadline) => deadline.name === name);
  if (set === undefined || set.dueAt.getTime() !== dueAt.getTime() || dueAt > now) return undefined;
  const definition = definitionOf(saga, held);
  try {
    const draft = new SagaDraft(held, now);
    takeOver(draft, definition);
    if (!historyWaits) releaseHeld(draft, definition.effects);
    fire(draft, definition, name, now);
    return draft.change();
  } catch (error) {
    const stuck = new SagaDraft(held, now);
    stuck.becomes({ failure: failureOf(name, error), stuckAt: { deadline: name } });
    return stuck.change();
  }
}

function fire(draft: SagaDraft, definition: SagaDefinition, name: string, now: Date): void {
  const method = definition.deadlines.get(name);
  if (method === undefined) throw new DeadlineUnhandled(definition.saga, name, definition.deadlines.keys());
  const { key, correlationId: correlation, state } = draft.record;
  // It is over before its method is called, which may set it anew.
  draft.takeBack(name);
  const heard = callHandler({ definition, method, given: [], state, key, correlation, now });
  draft.stateBecomes(heard.state);
  askFor(draft, { definition, method, cause: { deadline: name }, history: false }, heard.wishes);
  settle(draft);
}

function failureOf(name: string, error: unknown): string {
  return `The deadline "${name}": ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}
