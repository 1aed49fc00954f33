import { randomUUID } from 'node:crypto';
import type { SagaChange } from '../../../saga/saga-change.js';
import type { SagaAddress } from '../../../saga/saga-record.js';
import type { NewSagaStep } from '../../../saga/saga-step.js';
import type { SagaStore } from '../../../saga/saga-store.js';

/** What becomes of an instance that has decided on so many commands, and decides on more. */
export function deciding({ saga, key }: SagaAddress, before: number, more: number): SagaChange {
  const at = new Date(0);
  const steps = Array.from({ length: more }, (_, n): NewSagaStep => {
    const number = before + n + 1;
    const cause = { operator: 'the spec' };
    return { number, turn: number, kind: 'command', type: 'do', payload: {}, status: 'due', cause, decidedAt: at };
  });
  const record = {
    ...({ saga, key, version: 1, status: 'running', state: {}, correlationId: key, metadata: {} } as const),
    ...{ startedBy: { eventId: randomUUID(), position: 1 }, startedAt: at, changedAt: at },
    ...{ steps: before + more, turns: before + more, reason: undefined, failure: undefined, stuckAt: undefined },
  };
  return { record, steps, moved: [], deadlines: [], over: [] };
}

/** An instance that has one command to send. */
export async function begun(store: SagaStore, saga: string, key: string = randomUUID()): Promise<SagaAddress> {
  const address = { saga, key };
  await store.change(address, async () => ({ change: deciding(address, 0, 1), result: undefined }));
  return address;
}
