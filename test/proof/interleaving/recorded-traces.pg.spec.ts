import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { runOn } from '../../faults/load/run-on.js';
import { ModelDatabase } from './postgres/model-database.js';
import { record } from './traces/record.js';
import { glimpses, possibleGlimpses } from './traces/race.js';
import { type Difference, replay } from './traces/replay.js';
import { tracedObjects } from './traces/trace-sql.js';
import type { Trace } from './traces/trace.js';
import * as wrongModels from './traces/wrong-models.js';

const seed = Number(process.env.DAYBOOK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const recordings = 4;
const lines = 200;

let database: TestDatabase;
const traces: Trace[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  for (let n = 0; n < recordings; n++) {
    await runOn(database.url, [
      'DROP TABLE IF EXISTS trace_streams',
      'DROP SEQUENCE IF EXISTS trace_position',
      ...tracedObjects,
    ]);
    traces.push(await record(database.url, seed + n, lines));
  }
});
afterAll(() => database.drop());

describe('the model', () => {
  it('says what PostgreSQL has said, statement by statement', () => {
    const differences = traces.map((trace) => replay(trace, new ModelDatabase())).map(inWords);
    const all = traces.flat();
    const counted = {
      refusals: all.filter(({ outcome }) => 'error' in outcome).length,
      'waits for a row': all.filter(({ action, outcome }) => action !== undefined && 'waits' in outcome).length,
      savepoints: all.filter(({ action }) => action?.does === 'rollback to').length,
    };
    console.log(
      `traces: ${all.length} lines of ${recordings} recordings from seed ${seed} on: ${JSON.stringify(counted)}`,
    );
    expect(differences).toEqual(traces.map(() => undefined));
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(0);
  });

  const seenBySequence = Object.entries(wrongModels).filter(([name]) => name !== 'LocksReleasedBeforeVisible');
  it.each(seenBySequence)('is found out as %s', (name, Wrong) => {
    const found = traces.map((trace) => replay(trace, new Wrong())).find((one) => one !== undefined);
    console.log(`${name}: found out by line ${found?.lines.length}: ${found?.lines.at(-1)}, not ${found?.model}`);
    expect(found).toBeDefined();
  });

  it('shows whoever finds the locks of a commit gone what it has written, as PostgreSQL does', async () => {
    const seen = await glimpses(database.url, 100);
    const tooEarly = { isLocked: false, isVisible: false };
    expect(seen).toEqual(seen.map(() => ({ isLocked: false, isVisible: true })));
    expect(possibleGlimpses(ModelDatabase)).not.toContainEqual(tooEarly);
    expect(possibleGlimpses(ModelDatabase)).toContainEqual({ isLocked: true, isVisible: true });
    expect(possibleGlimpses(wrongModels.LocksReleasedBeforeVisible)).toContainEqual(tooEarly);
  });
});

function inWords(difference: Difference | undefined): string | undefined {
  return difference && `${difference.lines.join('\n')}\nwhere the model says ${difference.model}`;
}
