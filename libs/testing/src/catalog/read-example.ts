import { isDeepStrictEqual } from 'node:util';
import type { EventCodec, RecordedEvent, StoredEvent } from '@daybook/event-store';
import type { CataloguedExample } from './catalogued-example.js';

/** What an example is read as. */
export interface ReadExample {
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

/**
 * Reads an example as a store would, twice, and judges what came of it: that every event could be made, that both readings
 * came to the same, and that today's rules take it.
 *
 * @param validates whether today's rules must take what is read
 * @throws whatever reading throws, `EventPayloadInvalid`, and an error for an upcaster that is not pure
 */
export async function readExample(
  codec: EventCodec,
  example: CataloguedExample,
  validates: boolean,
): Promise<readonly ReadExample[]> {
  const [once, twice] = [await readOnce(codec, example), await readOnce(codec, example)];
  const [first, second] = [once.map(shown), twice.map(shown)];
  if (!isDeepStrictEqual(first, second)) {
    throw new Error(
      `Version ${example.version} of "${example.type}" is read as ${JSON.stringify(first)} and, a second time, as ` +
        `${JSON.stringify(second)}. An upcaster answers the same for the same event: take clocks, counters and chance out of it.`,
    );
  }
  if (validates) {
    await codec.encode(
      'example-1',
      once.map(({ event }) => event),
    );
  }
  return first;
}

async function readOnce(
  codec: EventCodec,
  { type, version, data }: CataloguedExample,
): Promise<readonly RecordedEvent[]> {
  const moment = '2026-01-31T12:00:00.000Z';
  const row: StoredEvent = {
    streamId: 'example-1',
    version: 1,
    position: 1,
    eventId: '018f4a5e-7c00-7000-8000-000000000001',
    type,
    schemaVersion: version,
    // As text, so that no reading sees what another has changed.
    data: JSON.stringify(data),
    metadata: '{}',
    occurredAt: moment,
    recordedAt: moment,
  };
  const events = await codec.decode([row]);
  // Made when it is asked for.
  return events.filter(({ event }) => event !== undefined);
}

function shown({ type, schemaVersion, data }: RecordedEvent): ReadExample {
  return { type, version: schemaVersion, data };
}
