import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeMoves } from './judgement/judge-moves.js';
import { sceneOf, type Scene } from './judgement/scene-of-move.js';
import { closingAfterEach } from './load/closing.js';
import { MovingHouse } from './load/moving.js';
import { type MovingStep, movingSteps } from './load/moving-steps.js';
import { createOwnDatabase } from './load/own-database.js';
import type { MovingBuild } from './wrong-builds/moving-builds.js';

const rounds = inForm({ short: 1, long: 8 });
/** Much longer than it takes, also where many others want the machine. */
const boundMs = inForm({ short: 600_000, long: 1_800_000 });
/** So many houses stand beside each other, in each of which one process dies after the other. */
const houses = 3;
/** The last chest is locked. */
const chests = 3;

const closing = closingAfterEach();

async function opened(): Promise<MovingHouse> {
  const house = closing(await MovingHouse.open(closing(await createOwnDatabase())));
  await house.fill(chests, 1_000);
  await house.chests.update(`${chests - 1}`, (chest) => chest.lock());
  return house;
}

/** A move that comes to a step. */
async function askToMeet(house: MovingHouse, step: MovingStep, move: string): Promise<void> {
  if (step.endsWith('refusal')) await house.ask(move, '0', '1', 10_000);
  else if (step.endsWith('deadline')) await house.ask(move, '0', '1', 1, 1);
  else if (step.endsWith('compensation')) await house.ask(move, '0', `${chests - 1}`, 1);
  else await house.ask(move, '0', '1', 1);
}

const unknown: Scene = { status: null, attempts: 0, debits: 0, deadlines: 0 };
const claimed: Scene = { ...unknown, status: 'due', attempts: 1 };
/** It may have been claimed in the moment between. */
const decided: Partial<Scene> = { status: 'due', debits: 0, deadlines: 0 };

/** What the tables say of a move whose process has just died: that it was there, and nowhere else. */
const scenes: Readonly<Record<MovingStep, Partial<Scene>>> = {
  read: unknown,
  handled: unknown,
  'before checkpoint': unknown,
  'after checkpoint': decided,
  claimed,
  'before command': claimed,
  // Whether the server has done it nobody can know.
  'command sent': { ...claimed, debits: expect.any(Number) as unknown as number },
  'after command': { ...claimed, debits: 1 },
  'before outcome': { ...claimed, debits: 1 },
  'after outcome': { ...claimed, status: 'done', debits: 1 },
  'before refusal': claimed,
  'after refusal': { ...claimed, status: 'refused' },
  'before deadline': { ...unknown, deadlines: 1 },
  'after deadline': decided,
  'after compensation': { status: 'done', debits: 1 },
};

/** In a house one process after the other dies, each at the next step; the last one brings everything to its end. */
async function succession(steps: readonly MovingStep[]) {
  const house = await opened();
  const met: [MovingStep, Scene][] = [];
  for (const [n, step] of steps.entries()) {
    const move = `m-${n}`;
    const process = await house.start({ leaseMs: 400, dies: { step, move } });
    await askToMeet(house, step, move);
    await process.killed();
    met.push([step, await sceneOf(house.pool, move)]);
  }
  await house.start({ leaseMs: 400 });
  const rests = await house.rest(steps.length, 120_000);
  return { met, rests, ...(await judgeMoves(house.pool)) };
}

test(
  'at whichever step a process dies that runs sagas, each effect comes once, and all come to their end',
  async () => {
    const steps = Array.from({ length: rounds }, () => movingSteps).flat();
    const lines = Array.from({ length: houses }, (_, line) => steps.filter((_step, n) => n % houses === line));
    const runs = await Promise.all(lines.map((line) => succession(line)));
    for (const { met, rests, violations } of runs) {
      expect({ violations, rests }).toEqual({ violations: [], rests: true });
      for (const [step, scene] of met) expect([step, scene]).toEqual([step, expect.objectContaining(scenes[step])]);
    }
    const sum = (count: (run: (typeof runs)[number]) => number): number =>
      runs.reduce((all, run) => all + count(run), 0);
    const kills = sum(({ met }) => met.length);
    expect(kills).toBe(steps.length);
    const felt = {
      sentAgain: sum((run) => run.sentAgain),
      moved: sum((run) => run.moved),
      refused: sum((run) => run.refused),
      undone: sum((run) => run.undone),
      late: sum((run) => run.late),
    };
    printFelt('F09 killed sagas', { kills, ...felt });
  },
  boundMs,
);

/** One process dies at a step, and another one follows, which brings to its end whatever it can. */
async function afterDeath(build: MovingBuild, step: MovingStep): Promise<readonly string[]> {
  const house = await opened();
  const process = await house.start({ dies: { step, move: 'm-1' } }, build);
  await askToMeet(house, step, 'm-1');
  await process.killed();
  await house.start({}, build);
  // Asked for behind it, and at its end: whatever comes of the first one has come by then.
  await house.ask('m-2', '0', '1', 1);
  await house.ends('m-2', 120_000);
  const { violations } = await judgeMoves(house.pool);
  return violations;
}

const deaths = [
  // Commands come without the key of their step.
  ['no key', 'after command', /^chest-0 has chest\.debited \d+ times/],
  // Commands are answered, and done then.
  ['answers first', 'before command', /^instance m-1 is running \(not stuck\)$/],
  // What was decided is written behind the checkpoint.
  ['writes behind', 'after checkpoint', /^move-m-1 .* no instance$/],
  // A deadline is taken away, and what is made of it written then.
  ['deadline first', 'after deadline', /^instance m-1 is running \(not stuck\)$/],
] as const;

test(
  'what comes without a key, is answered first, is written behind or in two halves does not survive a death',
  async () => {
    const caught = deaths.map(async ([build, step, words]) => {
      expect(await afterDeath(build, step)).toContainEqual(expect.stringMatching(words));
    });
    await Promise.all(caught);
  },
  boundMs,
);
