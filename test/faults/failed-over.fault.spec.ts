import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresEventStore } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MissingStandby } from './injection/missing-standby.js';
import { ReplicatedServers, type StandbyName } from './injection/replicated-servers.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { readRawLog, type RawLog } from './judgement/raw-log.js';
import { violations } from './judgement/violations.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { creditedCodec } from './load/credited.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { Ledger, type Entry } from './load/ledger.js';
import { type Met, readerOf } from './load/log-reader.js';
import { writeMixed } from './load/mixed-writers.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { asToken, ReaderElsewhere } from './load/reader-elsewhere.js';
import { StandingReader } from './load/standing-reader.js';
import { appendSteadily } from './load/steady-appends.js';
import { Subscriber } from './load/subscriber.js';
import { Subscribing } from './load/subscribing.js';
import { DeafClient } from './wrong-builds/deaf-client.js';
import { positionsAlone } from './wrong-builds/positions-alone.js';
import { localCommits } from './wrong-builds/local-commits.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const loadMs = inForm({ short: 500, long: 10_000 });
/** More than the positions that a sequence sets aside at once. */
const lostAtLeast = inForm({ short: 60, long: 2_000 });
const withinMs = inForm({ short: 120_000, long: 300_000 });

const closing = closingAfterEach();

/** A primary with two standbys, writers, durable readers in two processes, and two who keep their place themselves. */
async function stage(receiver?: string) {
  const servers = closing(
    await ReplicatedServers.start(async (primary) => {
      await createAppliedTables(primary.url);
      await migrateWrongBuild(primary, 'local', localCommits);
    }),
  );
  const { applicationUrl: url } = servers;
  const started = ['one', 'other'].map((worker) =>
    Subscribing.start({ url, worker, ...(receiver !== undefined && { receiver }) }),
  );
  const processes = (await Promise.all(started)).map(closing);
  const opened = closing(await openStore(url));
  const standing = [1, 2].map((n) => closing(new StandingReader(`reader ${n}`, opened.store)));
  return { servers, processes, opened, standing, ledger: new Ledger() };
}

/** Until somebody who writes after this moment has been told that it is there. */
async function acknowledged(ledger: Ledger, count: number): Promise<void> {
  const before = ledger.with('appended').length;
  for (let looks = 0; ledger.with('appended').length < before + count; looks++) {
    if (looks > 6_000) throw new Error(`Nothing is acknowledged any more: ${JSON.stringify(ledger.errors())}`);
    await sleep(5);
  }
}

interface Outcome {
  readonly log: RawLog;
  /** What each reader has met, before the fail-over and after it, as far as it is there. */
  readonly followers: readonly { readonly name: string; readonly seen: StandingReader['seen'] }[];
}

/** Each reader has stopped with an error; then its operator lets it read on after the last that both histories have. */
async function readOn(url: string, standing: readonly StandingReader[], { store }: OpenedStore): Promise<Outcome> {
  const log = await readRawLog(url);
  const there = new Set(log.events.map(({ position, eventId }) => `${position} ${eventId}`));
  const followers = standing.map(async (reader) => {
    expect(await reader.ended).toMatchObject({
      code: 'log-history-changed',
      position: expect.any(Number),
      expected: expect.stringMatching(/00000001$/),
      found: expect.stringMatching(/00000002$/),
    });
    const kept = reader.seen.filter(({ position, eventId }) => there.has(`${position} ${eventId}`));
    const next = closing(new StandingReader(reader.name, store, kept.at(-1)?.position ?? 0));
    await next.met(log.events.at(-1)?.position ?? 0);
    return { name: reader.name, seen: [...kept, ...next.seen] };
  });
  return { log, followers: await Promise.all(followers) };
}

/** How often each process has told of another history, once all have. */
async function warned(processes: readonly Subscribing[]): Promise<readonly number[]> {
  await Promise.all(processes.map((process) => process.has('incarnation-changed')));
  return processes.map((process) => process.times('incarnation-changed'));
}

test(
  'the synchronous standby takes over: nothing acknowledged is lost, and everybody goes on',
  async () => {
    const receiver = closing(await EffectReceiver.open());
    const { servers, processes, opened, standing, ledger } = await stage(receiver.url);
    const hasty = closing(await openStore(servers.applicationUrl, { schema: 'local' }));
    const hastyLedger = new Ledger();
    let going = true;
    const load = Promise.all([
      writeMixed(opened, ledger, () => going),
      appendSteadily(hasty.store, hastyLedger, () => going, 20),
    ]);
    await sleep(loadMs);
    await servers.cutOff('synchronous');
    // Who does not wait for the standby is told so meanwhile.
    await acknowledged(hastyLedger, 20);
    await servers.failOver('synchronous');
    const over = performance.now();
    await acknowledged(ledger, 20);
    const backMs = Math.round(performance.now() - over);
    going = false;
    await load;

    const url = servers.urlOn('synchronous');
    const { log, followers } = await readOn(url, standing, opened);
    expect(violations({ log, entries: ledger.entries, followers })).toEqual([]);
    expect((await judgeDurable({ url, effects: receiver.requests })).violations).toEqual([]);
    expect(await warned(processes)).toEqual([1, 1]);
    const caught = (await judge({ url, schema: 'local', ledger: hastyLedger })).violations;
    const lost = caught.filter((violation) => /^I1 acknowledged request .* is lost$/.test(violation));
    printFelt(
      'F11 the synchronous standby takes over',
      {
        acknowledged: ledger.with('appended').length,
        unknown: ledger.with('unknown').length,
        'lost by who commits locally': lost.length,
      },
      `writers went on ${backMs} ms after the promotion`,
    );
  },
  withinMs,
);

const isIn = ({ events }: RawLog): ((met: Met) => boolean) => {
  const there = new Set(events.map(({ position, eventId }) => `${position} ${eventId}`));
  return ({ position, eventId }) => there.has(`${position} ${eventId}`);
};

/** He is told what was lost, takes it back, and goes on when the operator has accepted that; not before. */
async function readOnElsewhere(
  reader: ReaderElsewhere,
  { url, log, opened: { store } }: { readonly url: string; readonly log: RawLog; readonly opened: OpenedStore },
): Promise<void> {
  const end = log.events.at(-1)?.position ?? 0;
  const last = reader.seen.at(-1)?.position;
  const kept = reader.seen.filter(isIn(log)).at(-1)?.position;
  const refusal = reader.readTo(store, end);
  await expect(refusal).rejects.toMatchObject({ code: 'incarnation-not-accepted', position: last, isThere: false });
  await expect(refusal).rejects.toMatchObject({
    keptTo: kept,
    keptUntil: expect.any(Date),
    found: expect.stringMatching(/\/00000002$/),
  });
  await expect(store.incarnations.accept({ reason: 'not the owner', by: 'nobody' })).rejects.toThrow();
  const owners = closing(await openStore(url));
  expect(await owners.store.incarnations.accept({ reason: 'looked at', by: 'Ada' })).toMatchObject({
    ordinal: 2,
    begunAfter: kept,
  });
  reader.takeBack(isIn(log));
  await reader.readTo(store, end);
}

/** Of those that were told after a moment, the ones of which nothing is there. */
function lostAfter(moment: number, { events }: RawLog, { entries }: Ledger): ReadonlySet<Entry> {
  const there = new Set(events.map(({ request }) => request));
  return new Set(
    entries.filter(({ at, outcome, request }) => outcome === 'appended' && at > moment && !there.has(request.id)),
  );
}

test(
  'the asynchronous standby takes over: what it had not been told of is lost, and nothing else',
  async () => {
    const { servers, processes, opened, standing, ledger } = await stage();
    const remembering = closing(new Subscriber('who remembers his place', readerOf(opened.store)));
    const [elsewhere, silent] = [
      new ReaderElsewhere('who keeps a token elsewhere', asToken),
      new ReaderElsewhere('who keeps a position elsewhere', positionsAlone),
    ];
    let going = true;
    const load = writeMixed(opened, ledger, () => going);
    await sleep(loadMs);
    const keptUntil = performance.now();
    await servers.caughtUp('asynchronous');
    await servers.cutOff('asynchronous');
    await acknowledged(ledger, lostAtLeast);
    const last = ledger.with('appended').at(-1)?.result?.position ?? 0;
    await Promise.all([...standing.map((reader) => reader.met(last)), remembering.passed(last, 10_000)]);
    // They are not there while it happens, and come back later.
    for (const reader of [elsewhere, silent]) await reader.readTo(opened.store, last);
    await servers.failOver('asynchronous');
    const killedBy = performance.now();
    await acknowledged(ledger, 20);
    going = false;
    await load;

    const url = servers.urlOn('asynchronous');
    const { log, followers } = await readOn(url, standing, opened);
    const lost = lostAfter(keptUntil, log, ledger);
    await readOnElsewhere(elsewhere, { url, log, opened });
    // Where the log does not go as far as he has read, he waits for more, and finds nothing wrong.
    const end = log.events.at(-1)?.position ?? 0;
    if (end > (silent.seen.at(-1)?.position ?? 0)) await silent.readTo(opened.store, end);
    silent.takeBack(isIn(log));
    expect([...lost].filter(({ at }) => at > killedBy)).toEqual([]);
    const entries = ledger.entries.filter((entry) => !lost.has(entry));
    expect(violations({ log, entries, followers: [...followers, elsewhere] })).toEqual([]);
    expect(violations({ log, entries, followers: [silent] })).not.toEqual([]);
    expect((await judgeDurable({ url })).violations).toEqual([]);
    expect(await warned(processes)).toEqual([1, 1]);
    await remembering.close();
    const caught = violations({ log, entries, followers: [remembering] }).filter((violation) =>
      violation.startsWith('I4'),
    );
    printFelt('F11 the asynchronous standby takes over', {
      lost: lost.size,
      kept: entries.length,
      'wrong for who remembers his place': caught.length,
    });
  },
  withinMs,
);

/** Appends to a store whose standby is gone, with every wait for it cancelled. */
async function cancelled(servers: ReplicatedServers, store: PostgresEventStore, ledger: Ledger): Promise<number> {
  const standby = await MissingStandby.of(servers.primary);
  const appends = Array.from({ length: inForm({ short: 12, long: 400 }) }, (_, n) =>
    ledger.append(store, [{ streamId: `standby-${n}`, expected: 'noStream', count: 2 }]),
  );
  return standby.endWaits('pg_cancel_backend', Promise.all(appends));
}

test(
  'a wait for the synchronous standby that was cancelled is unknown, because a fail-over undoes it',
  async () => {
    const name: StandbyName = 'synchronous';
    const servers = closing(await ReplicatedServers.start((primary) => migrateWrongBuild(primary, 'deaf', [])));
    const { store } = closing(await openStore(servers.applicationUrl));
    const extra = { Client: DeafClient };
    const dataSource = await new DataSource({ type: 'postgres', url: servers.applicationUrl, extra }).initialize();
    closing({ close: () => dataSource.destroy() });
    const deaf = await PostgresEventStore.open({ dataSource, codec: creditedCodec(), schema: 'deaf' });
    const ledgers = { right: new Ledger(), deaf: new Ledger() };
    await servers.cutOff(name);
    const injected = (await cancelled(servers, store, ledgers.right)) + (await cancelled(servers, deaf, ledgers.deaf));
    await servers.failOver(name);

    const url = servers.urlOn(name);
    const unknown = ledgers.right.with('unknown');
    expect(unknown).toHaveLength(ledgers.right.entries.length);
    expect((await readRawLog(url)).events).toEqual([]);
    const wrong = await judge({ url, schema: 'deaf', ledger: ledgers.deaf });
    const lost = wrong.violations.filter((violation) => /^I1 acknowledged request .* is lost$/.test(violation));
    for (const { request } of unknown) {
      const again = () => ledgers.right.send(request, (appends) => store.appendAll(appends));
      // The first of them meet the connections to the server that is no more.
      while ((await again()).outcome !== 'appended') await sleep(20);
    }
    expect((await judge({ url, ledger: ledgers.right })).violations).toEqual([]);
    printFelt('F12 and then a fail-over', { injected, felt: unknown.length, 'lost by who is deaf': lost.length });
  },
  withinMs,
);
