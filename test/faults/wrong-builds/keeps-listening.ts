import { Client } from 'pg';

/** Listens over a connection that nobody closes with the others. */
export async function keepsListening(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('LISTEN daybook');
}
