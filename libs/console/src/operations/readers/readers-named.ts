import type { SubscriptionStatus, SubscriptionStore } from '@daybook/event-store';
import { ReaderNotFound } from './reader-not-found.error.js';

/** For what a reader reads the log. */
export type ReaderKind = SubscriptionStatus['kind'];

/**
 * The readers that an operator means: the one of a name, or those of all versions and generations of a projection.
 *
 * @throws ReaderNotFound
 */
export async function readersNamed(
  subscriptions: SubscriptionStore,
  name: string,
  kind?: ReaderKind,
): Promise<readonly SubscriptionStatus[]> {
  const known = (await subscriptions.status()).filter((status) => kind === undefined || status.kind === kind);
  const meant = known.filter((status) => status.name === name || generationOf(status)?.projection === name);
  if (meant.length > 0) return meant;
  throw new ReaderNotFound(
    name,
    known.map((status) => status.name),
  );
}

/** Of which generation of which projection it is the reader; undefined if it is none of a projection's. */
export function generationOf({
  name,
  kind,
}: Pick<SubscriptionStatus, 'name' | 'kind'>):
  { readonly projection: string; readonly version: number; readonly generation: number } | undefined {
  const [, projection, version, generation] = /^(.+)@(\d+)\.(\d+)$/.exec(name) ?? [];
  if (kind !== 'projection' || projection === undefined) return undefined;
  return { projection, version: Number(version), generation: Number(generation) };
}
