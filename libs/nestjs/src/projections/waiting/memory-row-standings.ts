import type { EventStore } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import { subscriptionOf } from '../read-model/generation.js';
import type { RowsStanding, RowStandings } from './rows-standing.js';

/** Of rows in memory, of which there is one generation. */
export class MemoryRowStandings implements RowStandings {
  constructor(private readonly store: EventStore) {}

  async of({ name, version, mode }: ProjectionDefinition, asked: readonly number[]): Promise<RowsStanding | undefined> {
    const generation = { name, version, generation: 1 };
    const [status] = await this.store.subscriptions.status(subscriptionOf(generation));
    const positions = status?.segments.map(({ position }) => position) ?? [];
    return { generation, isInline: mode === 'inline', positions, visible: new Set(asked) };
  }
}
