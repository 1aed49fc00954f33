import type { AppendAllResult, EventStore, StreamAppend } from '@daybook/event-store';

interface Waiting {
  readonly appends: readonly StreamAppend[];
  readonly resolve: (result: AppendAllResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** Sends what arrives together in one transaction, in which one can fail only with all the others. */
export function sharesOneFate(store: Pick<EventStore, 'appendAll'>): Pick<EventStore, 'appendAll'> {
  let waiting: Waiting[] = [];
  const send = async (): Promise<void> => {
    const together = waiting;
    waiting = [];
    try {
      const { streams } = await store.appendAll(together.flatMap(({ appends }) => appends));
      let next = 0;
      for (const { appends, resolve } of together) {
        const own = streams.slice(next, (next += appends.length));
        resolve({ streams: own, position: Math.max(...own.map(({ position }) => position)), repeated: false });
      }
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  };
  return {
    appendAll: (appends) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(() => void send());
        waiting.push({ appends, resolve, reject });
      }),
  };
}
