import type { SagaDraft } from './saga-draft.js';

/**
 * What follows by itself when a decision is made: nobody is stuck at what is over, and who has nothing left to undo has undone
 * everything.
 */
export function settle(draft: SagaDraft): void {
  const { stuckAt } = draft.record;
  if (stuckAt !== undefined && 'deadline' in stuckAt && draft.hasMoved(stuckAt.deadline)) {
    draft.becomes({ failure: undefined, stuckAt: undefined });
  }
  const { status, failure } = draft.record;
  if (status !== 'compensating' || failure !== undefined) return;
  const waits = draft.open().some((step) => step.status === 'due' || step.status === 'held');
  if (!waits && !draft.hasReopened) draft.becomes({ status: 'compensated' });
}
