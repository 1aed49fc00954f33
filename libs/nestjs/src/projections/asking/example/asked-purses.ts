import { type DomainEvent, On } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { FoldProjection } from '../../fold-projection.js';
import { projectionDefinitionOf } from '../../projection-definition.js';
import { Projection } from '../../projection.decorator.js';
import { Balance, Filled, Lost, Moved, Painted, purseStore, start } from '../../running/example/balances.js';
import { ProjectionView, type ProjectionViewParts } from '../projection-view.js';

class FilledAndLost extends FoldProjection<Balance> {
  initial(purseId: string): Balance {
    return Object.assign(new Balance(), { purseId, cents: 0, tags: [], changedAt: null });
  }
  @On(Filled) filled(row: Balance, event: Filled): void {
    row.cents += event.cents;
  }
  @On(Lost) lost(): null {
    return null;
  }
}

/** Keyed by its stream. */
@Projection('fillings', { version: 1, readModel: Balance, categories: ['purse', 'bag'], mode: 'on-demand' })
export class Fillings extends FilledAndLost {}

/** The same, of whichever categories there are. */
@Projection('all-fillings', { version: 1, readModel: Balance, mode: 'on-demand' })
export class AllFillings extends FilledAndLost {}

export const hour = 3_600_000;

/** One event an hour, each said to have happened a day before the one before it. */
export async function filledStore(): Promise<EventStore> {
  const { store, clock } = purseStore();
  const history: readonly (readonly [string, DomainEvent])[] = [
    ['purse-a', Filled.of({ cents: 1 })],
    ['purse-b', Filled.of({ cents: 10 })],
    ['purse-a', Painted.of()],
    ['purse-a', Moved.of({ from: 'a', to: 'b', cents: 100 })],
    ['bag-a', Filled.of({ cents: 1_000 })],
    ['hat-a', Filled.of({ cents: 10_000 })],
    ['purse-b', Lost.of()],
    ['purse-a', Filled.of({ cents: 100_000 })],
  ];
  for (const [at, [streamId, event]] of history.entries()) {
    const occurredAt = new Date(start.getTime() - at * 24 * hour);
    await store.append(streamId, [{ event, occurredAt }], { expected: 'any' });
    clock.advance(hour);
  }
  return store;
}

/** A kind of view: the right one, or one that goes wrong. */
export type ViewClass = new (parts: ProjectionViewParts<Balance>) => ProjectionView<Balance>;

/** Asks a fold about what has happened to those purses. */
export async function viewOf(
  of: new () => FoldProjection<Balance>,
  parts: Partial<ProjectionViewParts<Balance>> = {},
  View: ViewClass = ProjectionView,
): Promise<ProjectionView<Balance>> {
  const store = parts.store ?? (await filledStore());
  return new View({ definition: projectionDefinitionOf(of), fold: new of(), ...parts, store });
}
