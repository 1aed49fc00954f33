import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeMoves, type MovesJudgement } from './judgement/judge-moves.js';
import { closingAfterEach } from './load/closing.js';
import { Misfortune } from './load/misfortune.js';
import { MovingHouse } from './load/moving.js';
import type { MovingTroubles } from './load/moving-words.js';
import { createOwnDatabase } from './load/own-database.js';
import { type OwnServer, startOwnServer } from './load/own-server.js';
import type { MovingBuild } from './wrong-builds/moving-builds.js';

const [moves, kills, stops, crashes, waits] = inForm({ short: [30, 2, 1, 1, 5], long: [500, 40, 12, 10, 20] });
const chests = 8;
const twice = /has chest\.\w+ \d times|told move\.ended \d times/;
const lateTwice = /was told move\.late \d times/;
/** They are asked for, and everybody is killed, before any of them is due. */
const agreedMs = 3_000;

const closing = closingAfterEach();

async function opened(): Promise<MovingHouse> {
  const house = closing(await MovingHouse.open(closing(await createOwnDatabase())));
  await house.fill(chests, 200);
  return house;
}

/** With a server of its own, which may be killed. */
async function openedApart(): Promise<[MovingHouse, OwnServer]> {
  const own = closing(await startOwnServer());
  const pool = new Pool({ connectionString: own.url, max: 4 });
  pool.on('error', () => undefined);
  closing({ close: () => pool.end() });
  const house = closing(await MovingHouse.open({ applicationUrl: own.applicationUrl, pool }));
  await house.fill(chests, 200);
  return [house, own];
}

function any(below: number): number {
  return Math.floor(Math.random() * below);
}

/** Asks for moves between chests, some for what no chest has, and some into one that is locked; some twice. */
async function askForMoves(house: MovingHouse, first: number, count: number): Promise<number> {
  let repeated = 0;
  for (let n = first; n < first + count; n++) {
    const from = any(chests - 1);
    const to = n % 5 === 1 ? chests - 1 : (from + 1 + any(chests - 2)) % (chests - 1);
    const asked = [`m-${n}`, `${from}`, `${to}`, n % 5 === 2 ? 10_000 : 1 + any(20)] as const;
    await house.ask(...asked);
    if (n % 6 !== 0) continue;
    repeated++;
    await house.askAgain(...asked);
  }
  return repeated;
}

/** How many moves have been told that they are late. */
async function lateSoFar({ pool }: MovingHouse): Promise<number> {
  return (await pool.query("SELECT FROM daybook.events WHERE event_type = 'move.late'")).rowCount ?? 0;
}

test(
  'money that sagas move is neither made nor lost, whoever is killed, stops, comes twice, late or not at all',
  async () => {
    const [house, own] = await openedApart();
    await house.chests.update(`${chests - 1}`, (chest) => chest.lock());
    const troubles = { failing: 0.06, overdue: 0.04, patienceMs: 2_000, lateMs: 15, leaseMs: 1_000 };
    const misfortune = new Misfortune(house, own, troubles);
    await misfortune.begin();
    const each = Math.ceil(moves / kills);
    let repeated = 0;
    for (let kill = 0; kill < kills; kill++) {
      const asking = askForMoves(house, kill * each, each);
      if (kill < crashes) await misfortune.crash();
      repeated += await asking;
      await misfortune.kill();
      if (kill < stops) await misfortune.stop(1_600);
    }
    // Nobody is there when these fall due.
    const ids = Array.from({ length: waits }, (_, n) => `w-${n}`);
    await Promise.all(ids.map((id) => house.ask(id, '0', '1', 1, agreedMs)));
    const asked = kills * each + waits;
    const instances = async (): Promise<number | null> =>
      (await house.pool.query('SELECT FROM daybook.saga_instances')).rowCount;
    while ((await instances()) !== asked) await sleep(20);
    await misfortune.killAll();
    const dueWhileDown = waits - (await lateSoFar(house));
    await sleep(agreedMs);
    await misfortune.begin();
    const begun = performance.now();
    const rests = await house.rest(asked, 240_000);
    const restMs = Math.round(performance.now() - begun);
    await sleep(700);
    const judgement = await judgeMoves(house.pool);
    expect({ violations: judgement.violations, rests }).toEqual({ violations: [], rests: true });
    expect(judgement.late).toBe(waits);
    const { moved, refused, undone, sentAgain } = judgement;
    const answers = {
      failed: house.said('failed'),
      unanswered: house.said('unanswered'),
      overdue: house.said('overdue'),
    };
    printFelt(
      'F23 moved money',
      { kills, stops, crashes, ...answers, twice: repeated, sentAgain, moved, refused, undone, dueWhileDown },
      `at rest ${restMs} ms after both had come back`,
    );
  },
  inForm({ short: 600_000, long: 1_800_000 }),
);

/** Two processes, whatever is done wrong, and what has come of it. */
async function run(
  build: MovingBuild,
  troubles: MovingTroubles,
  count: number,
  isCaught: (judgement: MovesJudgement, house: MovingHouse) => boolean = () => false,
): Promise<[MovesJudgement, MovingHouse]> {
  const house = await opened();
  await Promise.all([house.start(troubles, build), house.start(troubles, build)]);
  for (let n = 0; n < waits; n++) await house.ask(`w-${n}`, '0', '1', 1, 500);
  await askForMoves(house, 0, count);
  if (build === 'daybook') {
    await house.rest(count + waits, 100_000);
    await sleep(300);
  }
  // A wrong build runs until it is caught.
  for (const end = performance.now() + 60_000; ;) {
    const judgement = await judgeMoves(house.pool);
    const isOver = build === 'daybook' || isCaught(judgement, house);
    if (isOver || performance.now() > end) return [judgement, house];
    await sleep(250);
  }
}

function says(words: RegExp): (judgement: MovesJudgement) => boolean {
  return ({ violations }) => violations.some((violation) => words.test(violation));
}

/** How often the command of a move was begun while it was under way in another process. */
function besideItself({ words }: MovingHouse): number {
  const underWay = new Map<string, string>();
  let times = 0;
  for (const word of words) {
    if (word.word === 'started' || word.word === 'copied') continue;
    const name = `${word.of} ${word.move}`;
    if (word.word === 'begins') {
      if (underWay.has(name) && underWay.get(name) !== word.from) times++;
      underWay.set(name, word.from);
    } else underWay.delete(name);
  }
  return times;
}

test('two who share the work never have a command under way beside itself; without claims they do', async () => {
  const [right, house] = await run('daybook', { lateMs: 40, leaseMs: 5_000 }, 20);
  expect(right.violations).toEqual([]);
  expect(besideItself(house)).toBe(0);
  const [, wrong] = await run('no claim', { lateMs: 40, leaseMs: 5_000 }, 20, (_, house) => besideItself(house) > 0);
  expect(besideItself(wrong)).toBeGreaterThan(0);
}, 240_000);

test('a deadline fires once where the clock of one process is an hour ahead and steps back', async () => {
  const house = await opened();
  await Promise.all([house.start(), house.start({ clockOffMs: 3_600_000 })]);
  for (let n = 0; n < waits; n++) await house.ask(`w-${n}`, '0', '1', 1, 3_000);
  expect(await house.rest(waits, 90_000)).toBe(true);
  await sleep(500);
  const { violations, late } = await judgeMoves(house.pool);
  expect(violations).toEqual([]);
  printFelt('F22 deadlines of sagas', { late });
}, 240_000);

test('commands without the key of their step take effect twice when an answer is lost', async () => {
  const [{ violations }] = await run('no key', { failing: 0.3 }, 20, says(twice));
  expect(violations).toContainEqual(expect.stringMatching(twice));
}, 240_000);

test('deadlines that fire for whoever has found them fire twice', async () => {
  const [{ violations }] = await run('no row check', {}, 0, says(lateTwice));
  expect(violations).toContainEqual(expect.stringMatching(lateTwice));
}, 240_000);
