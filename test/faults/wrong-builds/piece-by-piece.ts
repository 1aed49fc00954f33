import type { AppendAllResult, EventStore } from '@daybook/event-store';

/** Makes an append to several streams one stream after another. */
export function pieceByPiece(store: Pick<EventStore, 'appendAll'>): Pick<EventStore, 'appendAll'> {
  return {
    async appendAll(appends, options): Promise<AppendAllResult> {
      const results: AppendAllResult[] = [];
      for (const append of appends) results.push(await store.appendAll([append], options));
      return {
        streams: results.flatMap(({ streams }) => streams),
        position: Math.max(...results.map(({ position }) => position)),
        repeated: results.every(({ repeated }) => repeated),
      };
    },
  };
}
