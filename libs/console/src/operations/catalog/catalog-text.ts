import type { EventCatalog } from './event-catalog.js';

/** A catalog as it stands in its file. */
export function catalogText(catalog: EventCatalog): string {
  return `${JSON.stringify(catalog, null, 2)}\n`;
}

/** Whether two values of JSON are the same, whatever the order of their fields and however they are laid out. */
export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, inner]) => [field, sorted(inner)]),
  );
}
