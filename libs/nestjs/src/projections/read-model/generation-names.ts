import { defaultSchema } from '@daybook/event-store';
import type { EntityMetadata } from 'typeorm';
import { EntityUnsuitable } from './entity-unsuitable.error.js';
import type { Generation } from './generation.js';

// PostgreSQL cuts a longer one silently.
const longest = 63;

/**
 * The schema of a generation's tables: `account_balances_v1_g1`. With the name of the store's schema in front, unless it
 * is the default one, as several stores may live in one database.
 */
export function tablesSchemaOf({ name, version, generation }: Generation, storeSchema: string): string {
  const own = `${name.replaceAll('-', '_')}_v${version}_g${generation}`;
  return storeSchema === defaultSchema ? own : `${storeSchema}_${own}`;
}

/** The name of a version's view, which the tables of its generations bear as well. */
export function versionNameOf(table: string, version: number): string {
  return `${table}_v${version}`;
}

/** @throws EntityUnsuitable a name would be cut */
export function assertNamesFit(metadata: EntityMetadata, generation: Generation, storeSchema: string): void {
  const names = [versionNameOf(metadata.tableName, generation.version), tablesSchemaOf(generation, storeSchema)];
  const tooLong = names.find((name) => Buffer.byteLength(name) > longest);
  if (tooLong !== undefined) {
    throw new EntityUnsuitable(
      metadata.name,
      `"${tooLong}" has more than the ${longest} bytes that a name may have in PostgreSQL`,
      'Choose a shorter name for the entity, the projection or the schema of the event store.',
    );
  }
}

export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
