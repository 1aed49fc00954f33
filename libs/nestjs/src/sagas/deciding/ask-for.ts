import type { SagaCause } from '@daybook/event-store';
import { DeadlineUnhandled } from '../deadline-unhandled.error.js';
import type { SagaDefinition } from '../saga-definition.js';
import { SagaEndsTwice } from '../saga-ends-twice.error.js';
import type { SagaWish } from '../saga-moment.js';
import { sendableOf } from './json-of.js';
import type { SagaDraft } from './saga-draft.js';

/** By what a handler was called. */
export interface Asking {
  readonly definition: SagaDefinition;
  readonly method: string | symbol;
  readonly cause: SagaCause;
  /** Whether what is asked for is to be held back, because it follows from history. */
  readonly history: boolean;
}

/**
 * Does what a handler has asked for. When it asked for the end, or for the way back, counts when it is over, wherever in it
 * that was said.
 *
 * @throws SagaEndsTwice, DeadlineUnhandled, CommandTypeMissing, CommandNotJson
 */
export function askFor(draft: SagaDraft, asking: Asking, wishes: readonly SagaWish[]): void {
  const { definition, method } = asking;
  const runs = draft.record.status === 'running';
  const completes = wishes.some((wish) => 'complete' in wish);
  const turn = wishes.find((wish) => 'compensate' in wish);
  if (completes && turn !== undefined) throw new SagaEndsTwice(definition.saga, method);
  const commands = addSteps(draft, asking, wishes);
  // Also where they have no effect, so that a name that is wrong is found.
  setDeadlines(draft, definition, wishes);
  if (!runs) undoLate(draft, asking, commands.compensations);
  else if (completes) complete(draft, asking, commands);
  else if (turn !== undefined) turnRound(draft, asking, turn.compensate);
  else if (!asking.history) draft.sendLast(commands.sends);
}

/** The numbers of what a handler wants to have sent, and of what it has declared. */
interface Added {
  readonly sends: readonly number[];
  readonly compensations: readonly number[];
}

function addSteps(draft: SagaDraft, { definition: { saga }, cause }: Asking, wishes: readonly SagaWish[]): Added {
  const runs = draft.record.status === 'running';
  const sends: number[] = [];
  const compensations: number[] = [];
  for (const wish of wishes) {
    if ('send' in wish) {
      const number = draft.add(sendableOf(saga, 'command', wish.send), cause, runs ? 'held' : 'cancelled');
      sends.push(number);
    } else if ('compensateWith' in wish) {
      compensations.push(draft.add(sendableOf(saga, 'compensation', wish.compensateWith), cause, 'declared'));
    }
  }
  return { sends, compensations };
}

function setDeadlines(draft: SagaDraft, { saga, deadlines }: SagaDefinition, wishes: readonly SagaWish[]): void {
  for (const wish of wishes) {
    if (!('deadline' in wish)) continue;
    const { deadline, dueAt } = wish;
    if (!deadlines.has(deadline)) throw new DeadlineUnhandled(saga, deadline, deadlines.keys());
    if (draft.record.status !== 'running') continue;
    if (dueAt === undefined) draft.takeBack(deadline);
    else draft.setDeadline(deadline, dueAt);
  }
}

/** What was done is undone, last things first; what is being sent goes on to its end. */
function turnRound(draft: SagaDraft, { history }: Asking, reason: string | undefined): void {
  for (const step of draft.open({ kind: 'command', isClaimed: false })) draft.move(step.number, 'cancelled', reason);
  draft.takeAllBack();
  // Nothing that was sent on the way there stands in the way back.
  draft.becomes({ status: 'compensating', reason, failure: undefined, stuckAt: undefined });
  if (!history) draft.sendLast(lastFirst(draft.open({ status: 'declared' })));
  else for (const { number } of draft.open({ status: 'declared' })) draft.hold(number);
}

/** A fact that comes when everything is being undone: what it declares is undone as well, before what lies further back. */
function undoLate(draft: SagaDraft, { history }: Asking, compensations: readonly number[]): void {
  if (compensations.length === 0) return;
  draft.becomes({ status: 'compensating' });
  if (!history) draft.sendFirst([...compensations].reverse());
  else for (const number of compensations) draft.hold(number);
}

/** What was sent is still sent, unless history has it that it was; nothing is undone any more. */
function complete(draft: SagaDraft, { history }: Asking, { sends }: Added): void {
  if (!history) draft.sendLast(sends);
  for (const { number, status } of draft.open()) if (status !== 'due') draft.move(number, 'cancelled');
  draft.takeAllBack();
  draft.becomes({ status: 'completed' });
}

export function lastFirst(steps: readonly { readonly number: number }[]): readonly number[] {
  return steps.map(({ number }) => number).sort((a, b) => b - a);
}
