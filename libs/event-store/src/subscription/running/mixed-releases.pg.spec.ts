import { beforeAll, describe, it } from '@jest/globals';
import { ExampleStore } from '../../postgres/example/example-store.js';
import { mixedReleases } from './example/releases/mixed-releases.scenarios.js';
import { oldCodec, youngCodec } from './example/releases/shapes.js';
import { type Releases, SideBySide } from './example/releases/side-by-side.js';
import { splitEvents } from './example/releases/split-events.scenarios.js';

const example = ExampleStore.ofThisSpec();
let stores: Releases;
beforeAll(async () => {
  const [old, young] = await Promise.all([oldCodec, youngCodec].map((codec) => example.openStore({ codec })));
  stores = { old: old!, young: young! };
});
const releases = new SideBySide(() => stores);

describe('releases side by side', () => {
  for (const [name, scenario] of Object.entries(mixedReleases)) it(name, () => scenario(releases));
});

describe('events that are several today, or none', () => {
  for (const [name, scenario] of Object.entries(splitEvents)) it(name, () => scenario(releases));
});
