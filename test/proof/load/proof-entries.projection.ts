import { type DomainEvent, type EventMetadata, On } from '@daybook/domain';
import { HandlerProjection, Projection } from '@daybook/nestjs';
import { Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { Credited, Debited, Noted, Opened } from './proof-events.js';
import { askedEvents, sagaEvents } from './sagas/saga-events.js';
import { ProofSurroundings } from './proof-surroundings.js';

/** A projection has a table of its own; this one stays empty. */
@Entity({ name: 'proof_unused', synchronize: false })
export class ProofUnused {
  @PrimaryColumn('text') key!: string;
}

/**
 * Writes down each event that it is handed, and who has been: in a table of the run's own, whose rows no key keeps apart, so
 * that an effect that came twice is seen.
 */
@Projection('proof-entries', {
  version: 1,
  readModel: ProofUnused,
  key: (_, { streamId }) => streamId,
  segments: 2,
  batchSize: 20,
})
export class ProofEntries extends HandlerProjection {
  constructor(private readonly surroundings: ProofSurroundings) {
    super();
  }

  @On(Opened, Debited, Credited, Noted, ...askedEvents, ...sagaEvents)
  async met(_event: DomainEvent, meta: EventMetadata, manager: EntityManager): Promise<void> {
    const { position, eventId, streamId, version } = meta;
    await manager.query(
      'INSERT INTO public.proof_entries (position, event_id, stream, version, worker) VALUES ($1, $2, $3, $4, $5)',
      [position, eventId, streamId, version, this.surroundings.name],
    );
  }
}
