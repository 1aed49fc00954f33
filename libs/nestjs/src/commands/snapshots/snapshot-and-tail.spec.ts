import type { ManualClock } from '@daybook/domain';
import { afterEvents, captureState, onEvent, type SnapshotPolicy, type JsonValue } from '@daybook/domain';
import type { EventStore, SnapshotStore } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AggregateRepository } from '../aggregate-repository.js';
import { AggregateCache } from '../cache/aggregate-cache.js';
import { ChapterClosed, Chronicle, chronicleStore } from '../example/chronicle.js';
import { collected } from '../example/collected.js';
import type { PointInTime } from '../point-in-time.js';
import { UnderAnotherVersion } from './example/wrong-builds/under-another-version.js';
import { AggregateSnapshotting } from './aggregate-snapshotting.js';
import { SnapshotKeeping } from './snapshot-keeping.js';

const id = 'c-1';

/** What one of several processes does. */
type Step =
  | {
      readonly does: 'write' | 'write-once';
      readonly who: number;
      readonly word: string;
      readonly key: string | undefined;
    }
  | { readonly does: 'close' | 'load' | 'settle'; readonly who: number };

const word = fc.constantFrom('a', 'b', 'c', 'd');
const who = fc.nat(2);
const key = fc.option(
  fc.nat(5).map((n) => `k${n}`),
  { nil: undefined },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constantFrom('write', 'write-once'), who, word, key }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constantFrom('close', 'load', 'settle', 'settle'), who }) },
);

const simple = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((events) => afterEvents(events)),
  fc.constant(onEvent(ChapterClosed)),
);
const policy: fc.Arbitrary<SnapshotPolicy> = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(([one, other]) => one.or(other)),
  fc.tuple(simple, simple).map(([one, other]) => one.and(other)),
);

interface Process {
  readonly chronicles: AggregateRepository<Chronicle>;
  readonly keeping: SnapshotKeeping;
}

interface Place {
  readonly store: EventStore;
  readonly snapshots: SnapshotStore;
  readonly clock: ManualClock;
}

function processOn({ store, snapshots, clock }: Place, rule: SnapshotPolicy, cached: boolean): Process {
  // Most of them stay, so that the past begins with one as well.
  const keeping = new SnapshotKeeping({ store: snapshots, clock, retention: { newest: 3, every: 5 } });
  const snapshotting = new AggregateSnapshotting(Chronicle, { keeping, policy: rule });
  const cache = cached ? new AggregateCache(10) : undefined;
  return { keeping, chronicles: new AggregateRepository(Chronicle, store, { clock, cache, snapshots: snapshotting }) };
}

const told = (aggregate: Readonly<Chronicle> | undefined): JsonValue =>
  aggregate === undefined ? null : { version: aggregate.version, state: captureState(aggregate as Chronicle) };

/** Decides as a step says; the answers of decisions under one key must be one answer. */
async function take(processes: readonly Process[], step: Step, answers: Map<string, unknown>): Promise<void> {
  const { chronicles, keeping } = processes[step.who] as Process;
  if (!('word' in step)) {
    if (step.does === 'settle') await keeping.queue.whenIdle();
    else if (step.does === 'load') await chronicles.load(id);
    else await chronicles.update(id, (chronicle) => chronicle.close());
    return;
  }
  const { word: written, does, key: under } = step;
  const seed = under === undefined ? {} : { eventIdSeed: `${under} ${does} ${written}` };
  const decide = (chronicle: Chronicle): void => {
    if (does === 'write') chronicle.write(written);
    else chronicle.writeOnce(written);
  };
  const { version, events, aggregate } = await chronicles.update(id, decide, seed);
  if (under === undefined || events.length === 0) return;
  const answer = { version, ids: events.map(({ eventId }) => eventId), then: told(aggregate) };
  const first = answers.get(seed.eventIdSeed ?? '') ?? answer;
  expect(answer).toEqual(first);
  answers.set(seed.eventIdSeed ?? '', first);
}

/** All that can be asked of the past and of the present. */
async function everyQuestion(place: Place): Promise<readonly (PointInTime | undefined)[]> {
  const events = await collected(place.store.readStream(`chronicle-${id}`));
  return [
    undefined,
    ...events.map(({ version }) => ({ version })),
    { version: events.length + 1 },
    ...events.map(({ recordedAt }) => ({ recordedBy: recordedAt })),
    ...events.map(({ occurredAt }) => ({ occurredBy: occurredAt })),
  ];
}

interface Felt {
  used: number;
  taken: number;
}

/** What must hold whatever several processes do, and whatever their policies are. */
function snapshotAndTail(build: (store: SnapshotStore) => SnapshotStore, felt: Felt) {
  const policies = fc.tuple(policy, policy);
  return fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), policies, async (steps, [one, other]) => {
    const { store, clock } = chronicleStore();
    const place = { store, clock, snapshots: build(store.snapshots) };
    const processes = [processOn(place, one, true), processOn(place, other, false), processOn(place, one, false)];
    const full = new AggregateRepository(Chronicle, store);
    await full.create(id, (chronicle) => chronicle.write('born'));
    const answers = new Map<string, unknown>();
    for (const next of steps) {
      clock.advance(1_000);
      await take(processes, next, answers);
    }
    for (const { keeping } of processes) await keeping.queue.whenIdle();
    for (const question of await everyQuestion(place)) {
      const expected = told(await full.find(id, question as PointInTime));
      for (const { chronicles } of processes) {
        const found = told(await chronicles.find(id, question as PointInTime));
        expect({ question, found }).toEqual({ question, found: expected });
      }
    }
    for (const { keeping } of processes) {
      felt.used += keeping.counts.used;
      felt.taken += keeping.counts.taken;
      expect(keeping.counts).toMatchObject({ failed: 0, skipped: 0, ignored: { 'other-history': 0, unreadable: 0 } });
    }
  });
}

test('whatever is asked, a snapshot and what follows are the full fold, under any policies of several processes', async () => {
  const felt = { used: 0, taken: 0 };
  await fc.assert(
    snapshotAndTail((store) => store, felt),
    { numRuns: 60 },
  );
  expect(felt.taken).toBeGreaterThan(40);
  expect(felt.used).toBeGreaterThan(300);
});

test('a build that keeps a state under the version of an earlier one is caught', async () => {
  const wrong = snapshotAndTail((store) => new UnderAnotherVersion(store), { used: 0, taken: 0 });
  expect((await fc.check(wrong, { numRuns: 60, endOnFailure: true })).failed).toBe(true);
});
