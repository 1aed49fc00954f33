import { hasBroken, type CatalogComparison } from './compare-catalog.js';
import { NothingToAccept } from './nothing-to-accept.error.js';
import type { EventCatalog } from './event-catalog.js';
import type { Finding } from './changes/finding.js';

/** What an operator accepts, and why: the keys of findings, each behind its type. */
export interface Acceptance {
  /** As `check` tells them: `customer.updated row-like`. */
  readonly accept: readonly string[];
  readonly reason: string;
}

/** The catalog with what was accepted on record, and what is left of the findings. */
export interface AcceptedCatalog {
  readonly catalog: EventCatalog;
  readonly findings: readonly Finding[];
  /** Whether something is left that must not ship. */
  readonly isBroken: boolean;
}

/**
 * Puts on record in the catalog what was found and is accepted, with the reason.
 * @throws NothingToAccept none of the findings is called so
 */
export function acceptFindings(
  { catalog, findings }: Pick<CatalogComparison, 'catalog' | 'findings'>,
  { accept, reason }: Acceptance,
): AcceptedCatalog {
  const named = new Map<string, Finding>(
    findings.map((finding) => [`${finding.type ?? ''} ${finding.key}`, finding] as const),
  );
  const unknown = accept.find((name) => named.get(name)?.type === undefined);
  if (unknown !== undefined) throw new NothingToAccept(unknown, [...named.keys()]);
  const left = findings.map((finding) =>
    accept.includes(`${finding.type ?? ''} ${finding.key}`) ? { ...finding, accepted: reason } : finding,
  );
  const events = catalog.events.map((event) => {
    const own = left.filter(({ type, accepted }) => type === event.type && accepted !== undefined);
    const reasons = own.map(({ key, accepted = '' }) => [key, accepted] as const);
    return { ...event, accepted: inOrder({ ...event.accepted, ...Object.fromEntries(reasons) }) };
  });
  return { catalog: { ...catalog, events }, findings: left, isBroken: hasBroken(left) };
}

function inOrder(reasons: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(reasons).sort(([a], [b]) => (a < b ? -1 : 1)));
}
