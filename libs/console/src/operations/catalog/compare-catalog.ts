import type { Upcasts } from '@daybook/domain';
import { EventTypeRegistry, UpcasterChain } from '@daybook/event-store';
import type { DeclaredParts } from '@daybook/nestjs';
import { pageBeside, readCatalog, textOf } from './catalog-file.js';
import { cataloguedSagas } from './catalogued-sagas.js';
import { catalogueEvents } from './catalogue-events.js';
import { catalogFindings } from './changes/catalog-findings.js';
import type { Finding } from './changes/finding.js';
import { type DescribedEvent, describedEvents } from './described-events.js';
import type { CataloguedEvent, EventCatalog } from './event-catalog.js';
import { catalogPage } from './page/catalog-page.js';
import { readSources } from './sources/read-sources.js';
import { staleEntries } from './stale-entries.js';
import { UpcastSteps } from './upcast-steps.js';

/** Where a catalog stands, and what it is read from. */
export interface CatalogPlaces {
  /** The catalog; its page stands beside it, with the ending `.md`. */
  readonly file: string;
  /** The folders of the sources in which the events are declared. */
  readonly sources: readonly string[];
}

/** An application's events beside the catalog that is committed of them. */
export interface CatalogComparison {
  /** Undefined if there is none yet. */
  readonly committed: EventCatalog | undefined;
  /** What `write` would write. */
  readonly catalog: EventCatalog;
  /** Each event as the code has it. */
  readonly described: readonly DescribedEvent[];
  readonly findings: readonly Finding[];
  /** What the committed catalog or its page says otherwise than the code; a sentence each. */
  readonly stale: readonly string[];
}

/**
 * Compares the events of an application with the catalog that is committed of them. Nothing is started and no database is
 * asked: what counts is what the code declares.
 *
 * @example
 * const { findings, stale } = await compareCatalog(await declaredParts(AppModule), {
 *   file: 'docs/events/catalog.json',
 *   sources: ['src'],
 * });
 * @throws CatalogUnreadable, SourcesMissing, TypescriptMissing, SchemaNotTold
 */
export async function compareCatalog(
  parts: DeclaredParts,
  { file, sources }: CatalogPlaces,
): Promise<CatalogComparison> {
  const committed = await readCatalog(file);
  const described = await describedEvents(parts, await readSources(sources));
  const steps = new UpcastSteps(
    parts.upcasters,
    new Map(parts.events.map(({ type, schemaVersion }) => [type, schemaVersion])),
  );
  const events = await catalogueEvents(described, steps, committed);
  const sagas = cataloguedSagas(parts);
  const catalog = sagas.length === 0 ? events : { ...events, sagas };
  const compared = catalogFindings({ described, steps, committed, judgeUpcasters: () => judgeUpcasters(parts) });
  const findings = [...compared, ...catalog.events.flatMap(withoutExample)];
  const stale = staleEntries(committed, catalog, {
    written: await textOf(pageBeside(file)),
    page: catalogPage(catalog),
  });
  return { committed, catalog, described, findings, stale };
}

/** Whether something was found that must not ship. */
export function hasBroken(findings: readonly Finding[]): boolean {
  return findings.some(({ weight, accepted }) => weight === 'breaks' && accepted === undefined);
}

function withoutExample({ type, version, versions }: CataloguedEvent): readonly Finding[] {
  const current = versions.find((one) => one.version === version);
  if (current === undefined || current.examples.length > 0) return [];
  const text = `No example of "${type}" could be made that its rules take. Give one in its docstring: @example { … }`;
  return [{ weight: 'notes', type, key: 'example-missing', text }];
}

// By stand-ins: what upcasters say of themselves stands on their classes, and making them may need half the application.
function judgeUpcasters({ events, upcasters }: DeclaredParts): void {
  const registry = new EventTypeRegistry().register(...events.map(({ eventClass }) => eventClass));
  const standIns = upcasters.map((upcaster) => Object.create(upcaster.prototype as object) as Upcasts);
  UpcasterChain.of(standIns, registry);
}
