import { AppendOutcomeUnknown, PostgresEventStore } from '@daybook/event-store';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MissingStandby, type WaitEnd } from './injection/missing-standby.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Credited, creditedCodec } from './load/credited.js';
import { Ledger, type Entry } from './load/ledger.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { startOwnServer, type OwnServer } from './load/own-server.js';
import { DeafClient } from './wrong-builds/deaf-client.js';
import { silentSessions } from './wrong-builds/silent-sessions.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const callers = inForm({ short: 24, long: 2_000 });
const closing = closingAfterEach();
let server: OwnServer;
let streams = 0;
/** Of all tests together, because they share the log that is judged. */
const ledger = new Ledger();

beforeAll(async () => {
  server = await startOwnServer({ supervise: false });
  await migrateWrongBuild(server, 'silent', silentSessions);
});
afterAll(() => server.close());

interface LostStandby {
  /** How many waits were ended. */
  readonly ended: number;
  readonly told: readonly Entry[];
}

/** Appends from many callers at once while each commit waits for a standby that is not there. */
async function appendWithoutStandby(opened: OpenedStore, into: Ledger, how: WaitEnd): Promise<LostStandby> {
  const standby = await MissingStandby.of(server);
  const appends = Array.from({ length: callers }, () =>
    into.append(opened.store, [{ streamId: `standby-${++streams}`, expected: 'noStream', count: 2 }]),
  );
  try {
    const ended = await standby.endWaits(how, Promise.allSettled(appends));
    return { ended, told: await Promise.all(appends) };
  } finally {
    await standby.forget();
  }
}

test.each<readonly [WaitEnd, string, Readonly<Record<string, string>>]>([
  ['pg_cancel_backend', 'plain', {}],
  ['pg_cancel_backend', 'that keep warnings to themselves', { client_min_messages: 'error' }],
  ['pg_cancel_backend', 'that are serializable', { default_transaction_isolation: 'serializable' }],
  ['pg_terminate_backend', 'plain', {}],
])(
  'after %s no append of sessions %s is called done or failed, and repeated it is there once',
  async (how, kind, settings) => {
    const opened = closing(await openStore(server.applicationUrl, { settings }));
    const { ended, told } = await appendWithoutStandby(opened, ledger, how);

    const unknown = told.filter(({ outcome }) => outcome === 'unknown');
    printFelt(
      'F12 a synchronous standby is gone',
      { injected: ended, felt: unknown.length },
      `${how}, sessions ${kind}`,
    );
    expect(unknown).toHaveLength(callers);
    for (const { request, error } of unknown) {
      const eventIds = request.appends.flatMap(({ events }) => events.map(({ eventId }) => eventId));
      expect(error).toMatchObject({ code: 'append-outcome-unknown', eventIds });
    }
    // Groups: one cancelled wait, many callers who have to hear of it.
    expect(ended).toBeLessThan(callers);

    for (const { request } of unknown) {
      const again = await ledger.send(request, (appends) => opened.store.appendAll(appends));
      expect(again).toMatchObject({ outcome: 'appended', result: { repeated: true } });
    }
    const { violations } = await judge({ url: server.url, ledger });
    expect(violations).toEqual([]);
  },
);

test('a repetition does not claim that the first time is there to stay while the standby is still gone', async () => {
  const opened = closing(await openStore(server.applicationUrl));
  const { request } = await ledger.append(opened.store, [{ streamId: 'standby-repeated', expected: 'noStream' }]);
  const standby = await MissingStandby.of(server);
  try {
    const again = opened.store.appendAll(request.appends);
    const outcome = again.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(await standby.endWaits('pg_cancel_backend', outcome)).toBeGreaterThan(0);
    expect(await outcome).toBeInstanceOf(AppendOutcomeUnknown);
  } finally {
    await standby.forget();
  }
});

test('who does not listen to the server’s notices reports success, and is caught', async () => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: server.applicationUrl,
    extra: { Client: DeafClient, options: '-c synchronous_commit=on' },
  });
  await dataSource.initialize();
  const store = await PostgresEventStore.open({ dataSource, codec: creditedCodec() });
  const deaf = closing({ store, dataSource, close: () => dataSource.destroy() });
  const { told } = await appendWithoutStandby(deaf, ledger, 'pg_cancel_backend');
  expect(told.filter(({ outcome }) => outcome === 'appended')).toHaveLength(callers);
});

test('so does a function that lets the session keep the warning to itself', async () => {
  const settings = { client_min_messages: 'error' };
  const opened = closing(await openStore(server.applicationUrl, { schema: 'silent', settings }));
  const { told } = await appendWithoutStandby(opened, new Ledger(), 'pg_cancel_backend');
  expect(told.filter(({ outcome }) => outcome === 'appended')).toHaveLength(callers);
});

// In the end, because the ledger knows nothing of what is appended here.
test.each<WaitEnd>(['pg_cancel_backend', 'pg_terminate_backend'])(
  'after %s no unit of work is called done or failed, and repeated under its key it is there once',
  async (how) => {
    const { store } = closing(await openStore(server.applicationUrl));
    const keys = Array.from({ length: 8 }, (_, n) => `${how} ${n}`);
    const work = (key: string) =>
      store.transactions.run((manager) =>
        store.transactions.once(manager, { key, fingerprint: key }, async () => {
          const events = [Credited.of({ request: key, item: 1 })];
          return (await store.append(`unit-${++streams}`, events, { expected: 'noStream', manager })).version;
        }),
      );
    const standby = await MissingStandby.of(server);
    const units = Promise.allSettled(keys.map(work));
    const ended = await standby.endWaits(how, units).finally(() => standby.forget());
    const unknown = (await units).map((unit) => (unit.status === 'rejected' ? (unit.reason as unknown) : undefined));
    expect(unknown).toEqual(keys.map(() => expect.objectContaining({ code: 'transaction-outcome-unknown' })));
    printFelt('F12 units of work', { injected: ended, felt: unknown.length }, how);
    for (const key of keys) expect(await work(key)).toMatchObject({ answer: 1, repeated: true });
  },
);
