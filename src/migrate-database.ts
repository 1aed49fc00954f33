import { migrate } from '@daybook/event-store';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DataSource } from 'typeorm';

/**
 * Brings the database up to this release as its owner. The application's role, if it is another one, is made where it
 * is missing, and gets the privileges that it needs: to append, and to read.
 */
export async function migrateDatabase(ownerUrl: string, applicationUrl: string): Promise<void> {
  const owner = new URL(ownerUrl);
  const application = new URL(applicationUrl);
  const separate = owner.username !== application.username;
  if (separate)
    await makeRole(ownerUrl, decodeURIComponent(application.username), decodeURIComponent(application.password));
  const dataSource = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
  try {
    await migrate({
      dataSource,
      ...(separate ? { applicationRole: decodeURIComponent(application.username) } : {}),
    });
  } finally {
    await dataSource.destroy();
  }
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
