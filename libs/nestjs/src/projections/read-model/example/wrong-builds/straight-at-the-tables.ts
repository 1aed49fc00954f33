import type { EntityMetadata } from 'typeorm';
import { quoted, tablesSchemaOf, versionNameOf } from '../../generation-names.js';
import type { Generation } from '../../generation.js';

/** A wrong build: it lets readers read the tables of the generation that is live when they start. */
export function straightAtTheTables(metadata: EntityMetadata, generation: Generation): void {
  const table = versionNameOf(metadata.tableName, generation.version);
  metadata.tablePath = quoted(tablesSchemaOf(generation, 'daybook'), table).replaceAll('"', '');
}
