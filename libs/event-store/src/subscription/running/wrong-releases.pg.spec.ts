import { beforeAll, describe, expect, it } from '@jest/globals';
import { ExampleStore } from '../../postgres/example/example-store.js';
import { mixedReleases } from './example/releases/mixed-releases.scenarios.js';
import { oldCodec, youngCodec } from './example/releases/shapes.js';
import { type Releases, SideBySide } from './example/releases/side-by-side.js';
import { splitEvents } from './example/releases/split-events.scenarios.js';
import type { RunnerClass } from './example/stage.js';
import { type WrongBuild, wrongRunner } from './example/wrong-runner.js';

const wrongBuilds: Readonly<Record<string, WrongBuild>> = {
  'unknown-skipped': {
    module: 'log-reading',
    caughtBy: 'stops before what it cannot read where it is to',
    finding: /it has stopped/,
  },
  'own-types-alone': {
    module: 'wanted-types',
    caughtBy: 'passes no event by that the young release has put in the place of another',
    finding: /both have met it/,
  },
  'for-ever-mine': {
    module: 'assignment',
    caughtBy: 'leaves what it cannot read to a process that can, which goes on from there',
    finding: /awaiting a release|elsewhere/,
  },
  'parts-apart': {
    module: 'stored-events',
    caughtBy: 'parks and retries the parts of a key as a whole, in order, and applies those of others',
    finding: /\+\s+"c"|\+\s+"d"|-\s+"c"/,
  },
};

const scenarios = { ...mixedReleases, ...splitEvents };

describe('a wrong build of the runner', () => {
  const example = ExampleStore.ofThisSpec();
  let stores: Releases;
  let runnerClass: RunnerClass | undefined;
  const releases = new SideBySide(
    () => stores,
    () => runnerClass!,
    1_500,
  );
  beforeAll(async () => {
    const [old, young] = await Promise.all([oldCodec, youngCodec].map((codec) => example.openStore({ codec })));
    stores = { old: old!, young: young! };
  });

  for (const [name, build] of Object.entries(wrongBuilds)) {
    const { caughtBy, finding } = build;
    it(`that is ${name} is caught: it ${caughtBy}`, async () => {
      runnerClass = await wrongRunner(name, build);
      await expect(scenarios[caughtBy]?.(releases)).rejects.toThrow(finding);
    });
  }
});
