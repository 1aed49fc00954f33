import { randomBytes } from 'node:crypto';
import type { ExampleStore } from './example-store.js';

/** A role of one test's own, as roles belong to the whole server. */
export interface ExampleRole {
  readonly name: string;
  /** The spec's database, as this role. */
  readonly url: string;
}

/** Makes a role for as long as the work takes; what it owns in the spec's database goes with it. */
export async function withRole(
  example: ExampleStore,
  work: (role: ExampleRole) => Promise<void>,
  name = `daybook_test_${randomBytes(6).toString('hex')}`,
): Promise<void> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  await example.ask(`CREATE ROLE ${quoted} LOGIN PASSWORD 'daybook'`);
  const url = new URL(example.database.url);
  url.username = encodeURIComponent(name);
  url.password = 'daybook';
  try {
    await work({ name, url: url.href });
  } finally {
    await example.ask(`DROP OWNED BY ${quoted} CASCADE`);
    await example.ask(`DROP ROLE ${quoted}`);
  }
}
