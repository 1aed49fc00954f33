import type { ClaimedStep } from '@daybook/event-store';

/** A step that was claimed, as a spec needs it. */
export function claimed(
  of: Partial<Pick<ClaimedStep, 'key' | 'status'> & Pick<ClaimedStep['step'], 'attempts' | 'failures' | 'number'>> = {},
): ClaimedStep {
  const { key = 't-1', attempts = 1, failures = 0, number = 1, status = 'running' } = of;
  return {
    saga: 'transfer',
    key,
    correlationId: 'c-1',
    metadata: {},
    version: 1,
    status,
    claim: `${key} ${number} ${attempts}`,
    step: {
      number,
      turn: number,
      kind: 'command',
      type: 'debit-purse',
      payload: { purse: 'a', amount: 10, transfer: key },
      status: 'due',
      cause: { event: 'e-1', type: 'transfer.asked' },
      decidedAt: new Date(0),
      attempts,
      failures,
      failure: undefined,
      endedAt: undefined,
      claimedBy: 'here',
    },
  };
}
