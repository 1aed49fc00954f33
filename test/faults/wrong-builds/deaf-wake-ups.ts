import type { EventStore, WakeUps } from '@daybook/event-store';
import { Client } from 'pg';

/** A store whose notifications are lost, every one of them, so that its readers have their polling only. */
export function deaf<S extends EventStore>(store: S, pollMs: number): S {
  const wakeUps: WakeUps = { pollMs, listen: () => () => undefined };
  Object.defineProperty(store, 'wakeUps', { value: wakeUps });
  return store;
}

/**
 * A store whose readers go by notifications alone, over a connection that is never made anew: nobody asks by himself.
 * Answers what ends the connection.
 */
export async function relyOnNotifications(store: EventStore, url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url, application_name: 'notifications alone (wake-ups)' });
  // It is ended by the test, and nobody notices.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('LISTEN daybook');
  const listen: WakeUps['listen'] = (wake) => {
    client.on('notification', wake);
    return () => void client.off('notification', wake);
  };
  Object.defineProperty(store, 'wakeUps', { value: { pollMs: 3_600_000, listen } satisfies WakeUps });
  return () => client.end();
}
