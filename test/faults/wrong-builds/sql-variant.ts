import { readFile } from 'node:fs/promises';
import { migrate } from '@daybook/event-store';
import type { TestDatabase } from '@daybook/testing';
import { Client } from 'pg';
import { openDataSource } from '../load/opened-store.js';

/** A wrong build of an SQL function: the shipped text but for one idea. */
export interface SqlVariant {
  /** Path below `libs/event-store/sql`. */
  readonly file: string;
  /** What stands there once, and what a less careful author would have written. */
  readonly changes: readonly (readonly [shipped: string, wrong: string])[];
}

const folder = new URL('../../../libs/event-store/sql/', import.meta.url);

/** Makes a schema in a database whose functions are those of a wrong build. */
export async function migrateWrongBuild(
  database: Pick<TestDatabase, 'url' | 'applicationRole'>,
  schema: string,
  variants: readonly SqlVariant[],
): Promise<void> {
  const dataSource = await openDataSource(database.url, { poolSize: 1 });
  try {
    await migrate({ dataSource, schema, applicationRole: database.applicationRole });
  } finally {
    await dataSource.destroy();
  }
  await applyVariants(database.url, schema, variants);
}

/** Puts a wrong build in the place of the right one, in a database of the test's own. */
export async function applyVariants(url: string, schema: string, variants: readonly SqlVariant[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const variant of variants) await client.query((await textOf(variant)).replace(/(?<!:):schema\b/g, schema));
  } finally {
    await client.end();
  }
}

/** The text of a wrong build. */
export async function textOf({ file, changes }: SqlVariant): Promise<string> {
  let text = await readFile(new URL(file, folder), 'utf8');
  for (const [shipped, wrong] of changes) {
    if (text.split(shipped).length !== 2) {
      throw new Error(
        `${file} has changed: "${shipped}" does not stand there exactly once. Change the wrong build with it.`,
      );
    }
    text = text.replace(shipped, () => wrong);
  }
  return text;
}
