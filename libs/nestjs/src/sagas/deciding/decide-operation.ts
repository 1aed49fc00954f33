import type { SagaChange } from '@daybook/event-store';
import type { SagaCase } from './case-of.js';
import { SagaDraft } from './saga-draft.js';
import { settle } from './settle.js';

/** Has that tried again at which an instance is stuck. Undefined if it is not. */
export function decideRetry({ held }: Pick<SagaCase, 'held'>, now: Date): SagaChange | undefined {
  if (held?.record.failure === undefined) return undefined;
  const { stuckAt } = held.record;
  const draft = new SagaDraft(held, now);
  if (stuckAt !== undefined && 'step' in stuckAt) draft.reopen(stuckAt.step);
  draft.becomes({ failure: undefined, stuckAt: undefined });
  settle(draft);
  return draft.change();
}

/** Leaves that out at which an instance is stuck. Undefined if it is not. */
export function decideSkip({ held }: Pick<SagaCase, 'held'>, reason: string, now: Date): SagaChange | undefined {
  if (held?.record.failure === undefined) return undefined;
  const { stuckAt } = held.record;
  const draft = new SagaDraft(held, now);
  if (stuckAt !== undefined && 'step' in stuckAt) draft.move(stuckAt.step, 'skipped', reason);
  if (stuckAt !== undefined && 'deadline' in stuckAt) draft.takeBack(stuckAt.deadline);
  draft.becomes({ failure: undefined, stuckAt: undefined });
  settle(draft);
  return draft.change();
}

/** Ends an instance: nothing is sent any more but what is being sent. Undefined if it is over and has nothing open. */
export function decideEnd({ held }: Pick<SagaCase, 'held'>, reason: string, now: Date): SagaChange | undefined {
  if (held === undefined) return undefined;
  const { status, failure } = held.record;
  const isOver = status !== 'running' && status !== 'compensating' && failure === undefined;
  if (isOver && held.open.every(({ claimedBy }) => claimedBy !== undefined)) return undefined;
  const draft = new SagaDraft(held, now);
  for (const { number } of draft.open({ isClaimed: false })) draft.move(number, 'cancelled', reason);
  draft.takeAllBack();
  draft.becomes({ status: 'ended', reason, failure: undefined, stuckAt: undefined });
  return draft.change();
}
