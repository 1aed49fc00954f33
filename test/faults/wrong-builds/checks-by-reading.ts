import { ConcurrencyError, type AppendAllResult, type EventStore, type StreamAppend } from '@daybook/event-store';

/** Reads a stream's version, compares it with the one that is expected, and then appends whatever it is by now. */
export function checksByReading(store: EventStore): Pick<EventStore, 'appendAll'> {
  return {
    async appendAll(appends: readonly StreamAppend[]): Promise<AppendAllResult> {
      for (const { streamId, expected } of appends) {
        let version = 0;
        for await (const last of store.readStream(streamId, { direction: 'backwards', limit: 1 }))
          version = last.version;
        if (version !== (expected === 'noStream' ? 0 : expected))
          throw new ConcurrencyError(streamId, expected, version);
      }
      return store.appendAll(appends.map((append) => ({ ...append, expected: 'any' as const })));
    },
  };
}
