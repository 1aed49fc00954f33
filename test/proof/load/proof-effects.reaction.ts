import { type DomainEvent, type EventMetadata, On } from '@daybook/domain';
import { TryAgainLater } from '@daybook/event-store';
import { Reaction } from '@daybook/nestjs';
import { Credited, Debited, Noted, Opened } from './proof-events.js';
import { ProofSurroundings } from './proof-surroundings.js';

const patienceMs = 5_000;

/**
 * Has something happen elsewhere for each event, at least once, and in the order of its stream. In several segments, so that
 * whichever process is killed has some of it under way.
 */
@Reaction('proof-effects', { from: 'beginning', segments: 3, concurrency: 4, batchSize: 20 })
export class ProofEffects {
  constructor(private readonly surroundings: ProofSurroundings) {}

  @On(Opened, Debited, Credited, Noted)
  async met(_event: DomainEvent, { eventId: key, streamId: stream, version }: EventMetadata): Promise<void> {
    const body = JSON.stringify({ key, stream, version });
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetch(this.surroundings.receiver, { method: 'POST', body, signal });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`The receiver answers ${response.status}.`);
    } catch (cause) {
      throw new TryAgainLater('The receiver is away.', { cause });
    }
  }
}
