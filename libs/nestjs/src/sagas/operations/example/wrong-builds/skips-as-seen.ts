import type { SagaAddress } from '@daybook/event-store';
import { decideSkip } from '../../../deciding/decide-operation.js';
import type { SagaOperationsParts, SkipOptions } from '../../saga-operations.js';

/** Decides from how the instance was when it was looked at, and not from how it is when it is held. */
export class SkipsAsSeen {
  constructor(private readonly parts: SagaOperationsParts) {}

  async skip(address: SagaAddress, { reason }: SkipOptions): Promise<unknown> {
    const { sagas } = this.parts.store;
    const seen = await sagas.show(address);
    if (seen === undefined) return undefined;
    const { record, steps, deadlines } = seen;
    const held = { record, deadlines, open: steps.filter(({ status }) => status === 'due') };
    const change = decideSkip({ held }, reason, this.parts.clock.now());
    return sagas.change(address, async () => ({ change, result: undefined }));
  }
}
