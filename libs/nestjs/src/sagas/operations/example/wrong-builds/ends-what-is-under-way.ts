import type { SagaAddress } from '@daybook/event-store';
import { decideEnd } from '../../../deciding/decide-operation.js';
import type { OperatorsWord } from '../../operators-word.js';
import type { SagaOperationsParts } from '../../saga-operations.js';

/** Puts on record that what is being sent at this moment was never sent. */
export class EndsWhatIsUnderWay {
  constructor(private readonly parts: SagaOperationsParts) {}

  async end(address: SagaAddress, { reason }: OperatorsWord): Promise<unknown> {
    return this.parts.store.sagas.change(address, async (held) => {
      const blind = held && { ...held, open: held.open.map((step) => ({ ...step, claimedBy: undefined })) };
      return { change: decideEnd({ held: blind }, reason, this.parts.clock.now()), result: undefined };
    });
  }
}
