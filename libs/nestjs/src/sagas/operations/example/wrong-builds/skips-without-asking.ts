import type { SagaAddress } from '@daybook/event-store';
import { decideSkip } from '../../../deciding/decide-operation.js';
import type { SagaOperationsParts, SkipOptions } from '../../saga-operations.js';

/** Never asks whether the command has taken effect, and lets a copy of it take effect later. */
export class SkipsWithoutAsking {
  constructor(private readonly parts: SagaOperationsParts) {}

  async skip(address: SagaAddress, { reason }: SkipOptions): Promise<unknown> {
    return this.parts.store.sagas.change(address, async (held) => ({
      change: decideSkip({ held }, reason, this.parts.clock.now()),
      result: undefined,
    }));
  }
}
