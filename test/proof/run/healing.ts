import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { untilBack } from '../../faults/injection/server-processes.js';
import { ProcessEnded } from '../world/process-ended.error.js';
import type { ProofProcess } from '../world/proof-process.js';
import type { World } from '../world/world.js';

/** For how long nothing may move in a healed world on its way to quiet, in milliseconds, and how often that is looked at. */
const patienceMs = 60_000;
const looksEachMs = 10_000;
const shortMs = 100;
const mostMs = 15 * 60_000;
const restsWithinMs = 120_000;
const leavesWithinMs = 30_000;
/** A process loads and compiles a whole application, on a machine with other things to do. */
const comesUpWithinMs = 120_000;

/** Waits until all processes are up, in this life or the next one, and answers whether they are. */
export async function comeUp(world: World): Promise<boolean> {
  const complaints = await forEach(world, async (process) => {
    if (await within(comesUpWithinMs, process.ready())) return undefined;
    return `${process.name} has not come up within ${comesUpWithinMs / 1_000} s. ${process.lastFailure?.output ?? ''}`;
  });
  note(world, complaints);
  return complaints.length === 0;
}

/** Puts everything right that a fault may have left, and says so in the history. */
export async function heal(world: World): Promise<void> {
  await untilBack(world.server, world.urls.proof);
  for (const proxy of world.proxies) proxy.heal();
  for (const process of world.processes) {
    process.continue();
    if (!process.isAlive) await process.restart();
  }
  await comeUp(world);
  world.history.write({ word: 'healed' });
}

/** Ends all calls, and waits until everything has been read that there is. */
export async function comeToRest(world: World): Promise<void> {
  const restless = await forEach(world, async (process) =>
    (await answered(process, () => process.tell({ do: 'rest' }), restsWithinMs)) === undefined
      ? `${process.name} has calls whose outcome it did not learn within ${restsWithinMs / 1_000} s.`
      : undefined,
  );
  note(world, restless);
  const begun = performance.now();
  const why = await whyNotAtTheEnd(world);
  const withinMs = Math.round(performance.now() - begun);
  world.history.write({ word: 'idle', withinMs, reached: why === undefined, ...(why !== undefined && { why }) });
}

/**
 * Waits until everybody has come to the end of the log. A busy machine may take its time, as long as something moves; who
 * stands still does not get there. Answers why not, if so.
 */
async function whyNotAtTheEnd(world: World): Promise<string | undefined> {
  const begun = performance.now();
  let [{ moved: last }, movedAt] = [await standingOf(world), begun];
  // Everybody at the end with sagas waiting for nothing, and at the end once more: what they did last was heard then.
  let wereQuiet = false;
  for (;;) {
    const late = await forEach(world, async (process) => {
      const word = await answered(process, () => process.tell({ do: 'idle', timeoutMs: looksEachMs }));
      if (word?.reached === true) return undefined;
      return `${process.name} has not come to the end of the log: ${word?.why ?? 'it did not answer'}`;
    });
    const [now, { moved, waiting }] = [performance.now(), await standingOf(world)];
    if (late.length === 0 && waiting > 0) late.push(`Sagas wait for ${waiting} deadlines or steps.`);
    if (late.length === 0 && wereQuiet) return undefined;
    wereQuiet = late.length === 0;
    if (wereQuiet) continue;
    await sleep(shortMs);
    if (moved > last) [last, movedAt] = [moved, now];
    else if (now - movedAt > patienceMs) return `Nothing has moved for ${patienceMs / 1_000} s. ${late.join(' ')}`;
    if (now - begun > mostMs) return `It takes longer than ${mostMs / 60_000} min. ${late.join(' ')}`;
  }
}

const standing = `
  SELECT (SELECT coalesce(sum(position), 0) FROM daybook.subscription_segments)
       + (SELECT coalesce(sum(steps + turns), 0) FROM daybook.saga_instances)
       + (SELECT count(*) FROM daybook.saga_steps WHERE ended_at IS NOT NULL) AS moved,
         (SELECT count(*) FROM daybook.saga_instances WHERE next_at IS NOT NULL)
       + (SELECT count(*) FROM daybook.saga_deadlines WHERE NOT is_held_up) AS waiting`;

/** How far all subscriptions and sagas together have come, and for how many deadlines and steps sagas still wait. */
async function standingOf({ urls }: World): Promise<{ readonly moved: number; readonly waiting: number }> {
  const client = new Client({ connectionString: urls.proof });
  await client.connect();
  try {
    const { rows } = await client.query<Readonly<Record<'moved' | 'waiting', string>>>(standing);
    return { moved: Number(rows[0]?.moved), waiting: Number(rows[0]?.waiting) };
  } finally {
    await client.end();
  }
}

/** Has all processes leave in order. */
export async function leave(world: World): Promise<void> {
  const complaints = await forEach(world, async (process) => {
    const left = process.tell({ do: 'leave' }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ProcessEnded) return true;
        throw error;
      },
    );
    if (await within(leavesWithinMs, left)) return undefined;
    return `${process.name} has not left within ${leavesWithinMs / 1_000} s of being told to.`;
  });
  note(world, complaints);
}

function note(world: World, complaints: readonly string[]): void {
  for (const error of complaints) world.history.write({ word: 'bug', error: error.trim() });
}

/** What a process answers, or its next life if it ends meanwhile; undefined when patience is at its end. */
async function answered<T>(
  process: ProofProcess,
  tell: () => Promise<T>,
  atMostMs = patienceMs,
): Promise<T | undefined> {
  const end = performance.now() + atMostMs;
  for (;;) {
    const left = end - performance.now();
    if (left <= 0) return undefined;
    try {
      await within(left, process.ready());
      // A little longer than it waits itself.
      return await within(left + 2_000, tell());
    } catch (error) {
      if (!(error instanceof ProcessEnded)) throw error;
      await sleep(100);
    }
  }
}

/** What comes of something, if it comes in time. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = new AbortController();
  try {
    return await Promise.race([work, sleep(ms, undefined, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}

async function forEach(
  { processes }: World,
  complaintOf: (process: ProofProcess) => Promise<string | undefined>,
): Promise<string[]> {
  const complaints = await Promise.all(processes.map(complaintOf));
  return complaints.filter((complaint) => complaint !== undefined);
}
