import { isDaybookError, type JsonObject } from '@daybook/domain';
import type { EventStore, EventTypeRegistry, Metadata, ParkedEvent, RecordedEvent } from '@daybook/event-store';
import { readersNamed } from '../readers/readers-named.js';
import { Masking } from '../streams/export/masking.js';
import { ParkedNotFound } from './parked-not-found.error.js';

/** What a parked event holds, or why that is not shown. */
export type ParkedContent =
  | { readonly schemaVersion: number; readonly data: JsonObject; readonly metadata: Metadata; readonly masked: boolean }
  | { readonly hidden: string };

/** A parked event with what it holds. */
export interface ParkedView {
  /** Where it waits: for a reader, under each of its keys. */
  readonly waiting: readonly ParkedEvent[];
  readonly content: ParkedContent;
}

/** Which parked event, and how much of it. */
export interface ShowParkedOptions {
  /** Whether personal data is shown as it is. Default false: masked. */
  readonly personal?: boolean | undefined;
}

/**
 * A parked event, with what its handler failed at and what it holds. Fields that are marked as personal are masked, and the
 * metadata; where nobody here can say which they are, nothing of it is shown. What a handler threw is shown as it is.
 *
 * @throws ReaderNotFound, ParkedNotFound
 */
export async function showParked(
  store: EventStore,
  registry: EventTypeRegistry,
  name: string,
  position: number,
  { personal = false }: ShowParkedOptions = {},
): Promise<ParkedView> {
  const waiting: ParkedEvent[] = [];
  for (const reader of await readersNamed(store.subscriptions, name)) {
    waiting.push(...(await store.subscriptions.parked(reader.name, { position })));
  }
  if (waiting.length === 0) throw new ParkedNotFound(name, position);
  return {
    waiting,
    content: await contentAt(store, position, new Masking(registry, { personal: !personal, fields: [] })),
  };
}

async function contentAt(store: EventStore, position: number, masking: Masking): Promise<ParkedContent> {
  const recorded = await eventAt(store, position);
  if (recorded === undefined) return { hidden: 'The log has no event at this position.' };
  const { schemaVersion } = recorded;
  try {
    return { schemaVersion, ...masking.contentOf(recorded), masked: masking.description !== null };
  } catch (error) {
    if (isDaybookError(error)) return { hidden: error.message };
    throw error;
  }
}

async function eventAt(store: EventStore, position: number): Promise<RecordedEvent | undefined> {
  for await (const recorded of store.readAll({ afterPosition: position - 1, limit: 1 })) {
    return recorded.position === position ? recorded : undefined;
  }
  return undefined;
}
