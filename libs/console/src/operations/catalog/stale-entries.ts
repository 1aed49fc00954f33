import { sameJson } from './catalog-text.js';
import type { CataloguedEvent, EventCatalog } from './event-catalog.js';

/** The page as it stands in its file, and as it would be written. */
export interface StalePage {
  /** Undefined if there is none. */
  readonly written: string | undefined;
  readonly page: string;
}

/** What a committed catalog says otherwise than the code; a sentence each. */
export function staleEntries(
  committed: EventCatalog | undefined,
  catalog: EventCatalog,
  { written, page }: StalePage,
): readonly string[] {
  if (committed === undefined) return ['There is no catalog yet.'];
  const known = new Map(committed.events.map((event) => [event.type, event] as const));
  const now = new Set(catalog.events.map(({ type }) => type));
  const entries = catalog.events.flatMap((event) => entryInWords(event, known.get(event.type)));
  const gone = committed.events.filter(({ type }) => !now.has(type)).map(({ type }) => `"${type}" is there no more.`);
  const sagas = sameJson(catalog.sagas ?? [], committed.sagas ?? []) ? [] : ['The sagas are not those of the catalog.'];
  const stale = [...entries, ...gone, ...sagas];
  if (stale.length > 0 || laidOut(written ?? '') === laidOut(page)) return stale;
  return [written === undefined ? 'The page is missing.' : 'The page is not the one of this catalog.'];
}

function entryInWords(event: CataloguedEvent, known: CataloguedEvent | undefined): readonly string[] {
  if (known === undefined) return [`"${event.type}" is not in the catalog.`];
  const differing = (Object.keys(event) as (keyof CataloguedEvent)[]).filter(
    (part) => !sameJson(event[part], known[part]),
  );
  return differing.length === 0 ? [] : [`"${event.type}" differs in ${differing.join(', ')}.`];
}

/** A page whatever a formatter has made of its spaces, its rules and its lists. */
function laidOut(text: string): string {
  return text.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim();
}
