import type { SagaChange, SagaStep } from '@daybook/event-store';
import type { CommandRefusal } from '../command-refusal.js';
import type { SagaDefinition, SagaRefusalHandler } from '../saga-definition.js';
import { askFor } from './ask-for.js';
import { callHandler } from './call-handler.js';
import { definitionOf, type SagaCase, takeOver } from './case-of.js';
import { commandFrom } from './json-of.js';
import { SagaDraft } from './saga-draft.js';
import type { StepRefusal } from './saga-input.js';
import { settle } from './settle.js';

/** A step was carried out. Undefined if it was over before. */
export function decideAccepted({ held }: SagaCase, number: number, now: Date): SagaChange | undefined {
  const step = held?.open.find((open) => open.number === number);
  if (held === undefined || step?.status !== 'due') return undefined;
  const draft = new SagaDraft(held, now);
  draft.move(number, 'done');
  settle(draft);
  return draft.change();
}

/** A step that had been under way when an operator ended the instance is not sent once more. Undefined if it was over before. */
export function decideGivenUp({ held }: SagaCase, number: number, now: Date): SagaChange | undefined {
  const step = held?.open.find((open) => open.number === number);
  if (held === undefined || step?.status !== 'due') return undefined;
  const draft = new SagaDraft(held, now);
  draft.move(number, 'cancelled', held.record.reason);
  return draft.change();
}

/**
 * A step was refused by a rule. The instance hears of it if it has a method for that, and if it still wants the command;
 * otherwise it is stuck at the step, so that an operator decides.
 */
export function decideRefused(
  { saga, held }: SagaCase,
  number: number,
  refusal: StepRefusal,
  now: Date,
): SagaChange | undefined {
  const step = held?.open.find((open) => open.number === number);
  if (held === undefined || step?.status !== 'due') return undefined;
  const draft = new SagaDraft(held, now);
  const failure = `${refusal.code}: ${refusal.message}`;
  draft.move(number, 'refused', failure);
  const { status } = held.record;
  const hears = step.kind === 'command' && (status === 'running' || status === 'compensating');
  const definition = hears ? definitionOf(saga, held) : undefined;
  const handler = definition?.refusals.get(step.type);
  if (definition !== undefined && handler !== undefined) hear(draft, definition, handler, { step, refusal }, now);
  else if (needsSomebody(step, status)) draft.becomes({ failure, stuckAt: { step: number } });
  settle(draft);
  return draft.change();
}

/** Who turns round does not want any more what is refused, and whom an operator has ended wants nothing. */
function needsSomebody({ kind }: SagaStep, status: string): boolean {
  return status !== 'ended' && (kind === 'compensation' || status !== 'compensating');
}

interface Refused {
  readonly step: SagaStep;
  readonly refusal: StepRefusal;
}

function hear(
  draft: SagaDraft,
  definition: SagaDefinition,
  { method, commandClass }: SagaRefusalHandler,
  { step, refusal: { code, message, data = {} } }: Refused,
  now: Date,
): void {
  takeOver(draft, definition);
  const { key, correlationId: correlation, state } = draft.record;
  const command = commandFrom(commandClass, step.payload);
  const told: CommandRefusal = { command, code, message, data, step: step.number };
  const heard = callHandler({ definition, method, given: [told], state, key, correlation, now });
  draft.stateBecomes(heard.state);
  askFor(draft, { definition, method, cause: { refusedStep: step.number }, history: false }, heard.wishes);
}
