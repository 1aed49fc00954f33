import { migrate } from '@daybook/event-store';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DataSource } from 'typeorm';

import { makeHarbourReadModels } from './make-read-models.js';

/**
 * Brings the database up to this release as its owner. The application's role, if it is another one, is made where it
 * is missing, and gets the privileges that it needs: to append, to read, and to keep the read models up to date.
 */
export async function migrateDatabase(ownerUrl: string, applicationUrl: string): Promise<void> {
  const applicationRole = await makeApplicationRole(ownerUrl, applicationUrl);
  await migrateSchema(ownerUrl, applicationRole);
}

/** The same for a role that is there; without one the owner is the application's. */
export async function migrateSchema(ownerUrl: string, applicationRole: string | undefined): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
  try {
    await migrate({
      dataSource,
      ...(applicationRole === undefined ? {} : { applicationRole }),
    });
  } finally {
    await dataSource.destroy();
  }
  await makeHarbourReadModels(ownerUrl);
}

/** Makes the application's role where it is missing. @returns its name; undefined if the application is the owner */
export async function makeApplicationRole(ownerUrl: string, applicationUrl: string): Promise<string | undefined> {
  const { username, password } = new URL(applicationUrl);
  if (new URL(ownerUrl).username === username) return undefined;
  const role = decodeURIComponent(username);
  await makeRole(ownerUrl, role, decodeURIComponent(password));
  return role;
}

async function makeRole(ownerUrl: string, role: string, password: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) {
      await client.query(`CREATE ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
    }
  } finally {
    await client.end();
  }
}
