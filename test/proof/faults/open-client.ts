import { Client } from 'pg';

/** A connection past all proxies, which may be lost: what is asked over it fails then, and nothing else. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'proof fault' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
