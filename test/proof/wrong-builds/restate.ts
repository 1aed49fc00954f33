import type { EventStore } from '@daybook/event-store';

/** Lets a store send one of its statements as a less careful author would have written it: but for one idea, as it is. */
export function restate(store: EventStore, statement: string, shipped: string, wrong: string): void {
  const { statements } = store as unknown as { readonly statements?: Record<string, { readonly text: string }> };
  const { text } = statements?.[statement] ?? {};
  if (statements === undefined || text?.split(shipped).length !== 2) {
    throw new Error(
      `${statement}.sql has changed: "${shipped}" does not stand there exactly once. Change the wrong build with it.`,
    );
  }
  // Without a name, under which the server may keep the right one.
  statements[statement] = { text: text.replace(shipped, () => wrong) };
}
