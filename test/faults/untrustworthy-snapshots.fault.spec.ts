import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { foldedByHand, tillRows } from './judgement/till-log.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { type SaidOfTill, TillOffice } from './load/till-office.js';
import { OldTill, Rung, TodaysTill } from './load/tills.js';
import { type Unlooked, trustingLoad } from './wrong-builds/trusting-loads.js';

const tills = inForm({ short: 4, long: 100 });
const withinMs = inForm({ short: 120_000, long: 900_000 });
const kinds = ['older class', 'damaged', 'ahead', 'other history'] as const;
type Kind = (typeof kinds)[number];

/** Before the fault, and after it: the same database but where the log was restored from an earlier copy. */
let before: OwnDatabase;
let after: OwnDatabase;

beforeAll(async () => {
  [before, after] = await Promise.all([createOwnDatabase(), createOwnDatabase()]);
}, withinMs);
afterAll(() => Promise.all([before.close(), after.close()]));

const idsOf = (kind: Kind): readonly string[] =>
  Array.from({ length: tills }, (_, number) => `${kind.replace(' ', '.')}.${number}`);
const cents = (): number => 1 + Math.floor(Math.random() * 999);

/** Copies what snapshots there are of a till: they were kept elsewhere, and have outlived the log. */
async function keepSnapshots(id: string): Promise<void> {
  const { rows } = await before.pool.query<Record<string, unknown>>(
    'SELECT * FROM daybook.snapshots WHERE stream_id = $1',
    [`till-${id}`],
  );
  for (const row of rows) {
    const columns = Object.keys(row);
    await after.pool.query(
      `INSERT INTO daybook.snapshots (${columns.join(', ')}) VALUES (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    );
  }
}

const damages = [
  // A digit of the sum, a half of the text, the seal, and an older state under the newest version.
  `UPDATE daybook.snapshots SET state = regexp_replace(state, '"total":(\\d+)', '"total":1\\1') WHERE stream_id = $1`,
  `UPDATE daybook.snapshots SET state = left(state, length(state) / 2) WHERE stream_id = $1`,
  `UPDATE daybook.snapshots SET checksum = md5(checksum) WHERE stream_id = $1`,
  `UPDATE daybook.snapshots SET state = (SELECT min(state) FROM daybook.snapshots WHERE stream_id = $1) WHERE stream_id = $1`,
];

/** Fills both databases, and does to the snapshots in the second one what the faults are. */
async function fail(): Promise<void> {
  const [old, first] = await Promise.all([
    TillOffice.open(before.url, OldTill),
    TillOffice.open(before.url, TodaysTill),
  ]);
  const second = await TillOffice.open(after.url, TodaysTill);
  try {
    for (const kind of kinds) {
      for (const [number, id] of idsOf(kind).entries()) {
        const office = kind === 'older class' ? old : first;
        await office.ring(id, 20 + Math.floor(Math.random() * 20), cents);
        await office.keeping.queue.whenIdle();
        const rows = await tillRows(before.pool, id);
        const restored = kind === 'ahead' || kind === 'other history' ? 5 : rows.length;
        await second.bringBack(id, rows.slice(0, restored));
        if (kind === 'other history') {
          const more = Array.from({ length: rows.length - restored + 3 }, () => Rung.of({ cents: cents() }));
          await second.store.append(`till-${id}`, more, { expected: restored });
        }
        await keepSnapshots(id);
        if (kind === 'damaged') await after.pool.query(damages[number % damages.length] as string, [`till-${id}`]);
      }
    }
  } finally {
    await Promise.all([old.close(), first.close(), second.close()]);
  }
}

type Load = (id: string) => Promise<SaidOfTill>;

/** The tills of which something else is said than their events come to. */
async function misread(load: Load): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const id of kinds.flatMap(idsOf)) {
    const expected = JSON.stringify(foldedByHand(await tillRows(after.pool, id)));
    const said = await load(id).then(JSON.stringify, String);
    if (said !== expected) wrong.push(id);
  }
  return wrong;
}

beforeAll(fail, withinMs);

test.each<[Unlooked, Kind]>([
  ['fingerprint', 'older class'],
  ['checksum', 'damaged'],
  ['event id', 'ahead'],
  ['event id', 'other history'],
])('a load that does not look at the %s is caught by a snapshot that is %s', async (unlooked, kind) => {
  const office = await TillOffice.open(after.url, TodaysTill);
  try {
    const wrong = await misread((id) => trustingLoad(after.pool, office, id, unlooked));
    const ofKind = idsOf(kind);
    expect(wrong.filter((id) => ofKind.includes(id))).not.toEqual([]);
  } finally {
    await office.close();
  }
});

test(
  'a snapshot of an older class, a damaged one, one ahead of its stream and one of another history are ignored and taken anew',
  async () => {
    const office = await TillOffice.open(after.url, TodaysTill);
    try {
      // Each version by itself, the present last: that is what has what is wrong replaced.
      expect(await misread((id) => office.said(id))).toEqual([]);
      const { ignored, ...first } = office.counts;
      await office.keeping.queue.whenIdle();
      const passing = kinds.flatMap(idsOf);
      for (const id of passing) await office.ring(id, 10, cents);
      await office.keeping.queue.whenIdle();
      const taken = office.counts.taken - first.taken;

      const again = await TillOffice.open(after.url, TodaysTill);
      expect(await misread((id) => again.said(id))).toEqual([]);
      const counts = again.counts;
      expect(counts).toMatchObject({ used: passing.length, ignored: { 'ahead-of-its-stream': 0, 'other-history': 0 } });
      for (const id of passing) {
        const { loadsRight, snapshots, version } = await again.snapshots.verify(`till-${id}`);
        expect({ id, loadsRight, newest: snapshots[0]?.verdict }).toEqual({ id, loadsRight: true, newest: 'right' });
        const rows = await tillRows(after.pool, id);
        const then = 1 + Math.floor(Math.random() * version);
        expect(await again.said(id, then)).toEqual(foldedByHand(rows.slice(0, then)));
      }
      await again.close();
      printFelt('F24 untrustworthy snapshots', {
        'of an older class': ignored['other-fingerprint'],
        damaged: ignored.unreadable,
        'ahead of their streams': ignored['ahead-of-its-stream'],
        'of another history': ignored['other-history'],
        'taken anew': taken,
        'used afterwards': counts.used,
      });
    } finally {
      await office.close();
    }
  },
  withinMs,
);
