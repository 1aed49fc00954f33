import { type EventPage, type EventStore, EventStream } from '@daybook/event-store';

/** Reads on behind what it does not know, as if that concerned nobody here. */
export function skipUnknown(store: EventStore): void {
  const readAll = store.readAll.bind(store);
  store.readAll = (options) => {
    const pages = readAll(options);
    return new EventStream(async function* () {
      for await (const page of pages.pages()) yield known(page);
    });
  };
}

function known(page: EventPage): EventPage {
  const { start, end } = page;
  return Object.assign(
    page.filter(({ isKnown }) => isKnown !== false),
    { start, end },
  );
}
