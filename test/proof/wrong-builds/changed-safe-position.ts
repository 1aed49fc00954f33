import type { EventStore } from '@daybook/event-store';

/** Where the answer to how far the log is complete comes from. */
export type AskSafePosition = () => Promise<number>;

/** Lets a store, and all readers of it, take something else for the position up to which the log is complete. */
export function changeSafePosition(store: EventStore, change: (right: AskSafePosition) => AskSafePosition): void {
  // The one that all of them share is handed on to the checkpoints, where it can be seen.
  const { parts } = store.subscriptions as unknown as {
    readonly parts?: { readonly safePosition?: { read: AskSafePosition } };
  };
  const shared = parts?.safePosition;
  if (typeof shared?.read !== 'function') throw new Error('The safe position is asked for elsewhere. Change it there.');
  shared.read = change(shared.read.bind(shared));
}
