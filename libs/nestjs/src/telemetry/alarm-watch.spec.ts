import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { SegmentPositions } from '@daybook/event-store';
import { AlarmWatch, type AlarmWatchParts } from './alarm-watch.js';
import { BuildStalls } from './build-stalls.js';
import { DaybookAlarms } from './daybook-alarms.js';
import { report, segment } from './example/reports.js';
import { everybodySpeaks, NeverOver, TellsAtEachLook } from './example/wrong-builds/talkative-alarms.js';
import type { SubscriptionReport } from './subscription-report.js';

afterEach(() => {
  jest.restoreAllMocks();
});

type PositionsOf = AlarmWatchParts['positionsOf'];

/** A deployment of two processes, `p-1` and `p-2`, which both look, and what is told in all. */
class Deployment {
  reports: readonly SubscriptionReport[] = [];
  /** What each runs; the projection, unless it is said. */
  runs: Readonly<Record<string, readonly string[]>> = {};
  readonly stalls = new BuildStalls(60_000);
  readonly told: string[] = [];
  readonly #watches: readonly AlarmWatch[];

  /** @param wrong what is not as it is shipped */
  constructor(private readonly wrong: { Alarms?: typeof DaybookAlarms; positionsOf?: PositionsOf } = {}) {
    this.#watches = ['p-1', 'p-2'].map((process) => this.#watch(process));
  }

  async look(): Promise<readonly string[]> {
    for (const watch of this.#watches) await watch.look();
    await setImmediate();
    return this.told.splice(0);
  }

  #watch(process: string): AlarmWatch {
    const { Alarms = DaybookAlarms, positionsOf } = this.wrong;
    const alarms = new Alarms({ now: () => new Date() }, () => undefined);
    alarms.listen(({ id, state }) => void this.told.push(`${process}: ${id} ${state}`));
    return new AlarmWatch({
      alarms,
      reports: async () => this.reports,
      stalls: this.stalls,
      processes: async () => ['p-1', 'p-2'].map((id) => ({ id, name: 'pod', runs: this.runs[id] ?? ['orders@1.1'] })),
      process,
      positionsOf: positionsOf ?? ((name) => this.#positionsOf(process, name)),
    });
  }

  #positionsOf(process: string, name: string): SegmentPositions | undefined {
    const segments = this.reports.find((one) => one.name === name)?.segments ?? [];
    const own = segments.filter(({ owner }) => owner === process).map((one) => [one.segment, 0] as const);
    return own.length === 0 ? undefined : { segments: segments.length, positions: new Map(own) };
  }
}

const lagging = report({ lagMs: 1_001, lagEvents: 7, word: 'catching-up' });

/** What is told, look by look, when it lags, lags more, lags no more, and still does not; and all that once again. */
async function twoBreaches(deployment: Deployment): Promise<readonly (readonly string[])[]> {
  const told: (readonly string[])[] = [];
  for (const found of [lagging, { ...lagging, lagMs: 5_000 }, report(), report(), lagging, lagging, report()]) {
    deployment.reports = [found];
    told.push(await deployment.look());
  }
  return told;
}

const [raised, over] = [['p-1: lagging:orders@1.1 raised'], ['p-1: lagging:orders@1.1 over']];
const eachOnce = [raised, [], over, [], raised, [], over];

describe('In a deployment of two processes', () => {
  test('nothing is told while nothing is the matter, up to the very lag that is allowed', async () => {
    const deployment = new Deployment();
    deployment.reports = [report(), report({ name: 'mail', lagMs: 1_000 }), report({ maxLag: undefined, lagMs: 9e9 })];
    expect(await deployment.look()).toEqual([]);
  });

  test('a breach is told once, by one of them, and once more when it is over; so is the next one', async () => {
    expect(await twoBreaches(new Deployment())).toEqual(eachOnce);
  });

  test.each([
    ['tells of it at each look', { Alarms: TellsAtEachLook }],
    ['never says that it is over', { Alarms: NeverOver }],
    ['lets every process speak', { positionsOf: everybodySpeaks }],
  ])('a wrong build that %s is caught', async (_, wrong) => {
    expect(await twoBreaches(new Deployment(wrong))).not.toEqual(eachOnce);
  });

  test('parked events and a stop are alarms of their own', async () => {
    const deployment = new Deployment();
    const stopped = { at: new Date(), reason: 'Too much is parked' };
    deployment.reports = [report({ parkedEvents: 3, parkedKeys: 1 })];
    expect(await deployment.look()).toEqual(['p-1: parked:orders@1.1 raised']);
    deployment.reports = [report({ parkedEvents: 4, parkedKeys: 2, stopped })];
    expect(await deployment.look()).toEqual(['p-1: stopped:orders@1.1 raised']);
    deployment.reports = [report({ stopped })];
    expect(await deployment.look()).toEqual(['p-1: parked:orders@1.1 over']);
    deployment.reports = [report()];
    expect(await deployment.look()).toEqual(['p-1: stopped:orders@1.1 over']);
  });

  test('another one says it anew when it takes over, and says when it is over; the first says nothing', async () => {
    const deployment = new Deployment();
    deployment.reports = [lagging];
    await deployment.look();
    const segments = [segment(0, 'p-2'), segment(1, 'p-2')];
    deployment.reports = [{ ...lagging, segments }];
    expect(await deployment.look()).toEqual(['p-2: lagging:orders@1.1 raised']);
    deployment.reports = [report({ segments })];
    expect(await deployment.look()).toEqual(['p-2: lagging:orders@1.1 over']);
  });

  test('the one that reads the first segment that anybody reads speaks', async () => {
    const deployment = new Deployment();
    deployment.reports = [{ ...lagging, segments: [segment(0, undefined), segment(1, 'p-2')] }];
    expect(await deployment.look()).toEqual(['p-2: lagging:orders@1.1 raised']);
  });

  test('who awaits a release is told of at once, by the first, and no more when somebody reads on', async () => {
    const deployment = new Deployment();
    const awaitedRelease = { segment: 0, type: 'order.placed', schemaVersion: 2, position: 101 };
    const waiting = report({ word: 'awaiting-release', awaitedRelease, owners: [], segments: [segment(0, undefined)] });
    deployment.reports = [waiting];
    expect(await deployment.look()).toEqual(['p-1: awaiting-release:orders@1.1 raised']);
    expect(await deployment.look()).toEqual([]);
    deployment.reports = [report()];
    expect(await deployment.look()).toEqual(['p-1: awaiting-release:orders@1.1 over']);
  });

  test('the first one speaks for what nobody reads, when that is no hand-over any more', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const deployment = new Deployment();
    deployment.reports = [{ ...lagging, segments: [segment(0, undefined)], owners: [] }];
    expect(await deployment.look()).toEqual([]);
    clock.mockReturnValue(9_999);
    expect(await deployment.look()).toEqual([]);
    clock.mockReturnValue(10_000);
    expect(await deployment.look()).toEqual(['p-1: lagging:orders@1.1 raised']);
  });

  test('what is built beside the rows that are read may lag; what was removed is over', async () => {
    const deployment = new Deployment();
    const projection = { name: 'orders', version: 1, generation: 2, isInline: false } as const;
    deployment.reports = [
      { ...lagging, name: 'orders@1.2', projection: { ...projection, state: 'building' } },
      { ...lagging, name: 'orders@1.3', projection: { ...projection, state: 'following' } },
    ];
    expect(await deployment.look()).toEqual([]);
    deployment.reports = [lagging];
    await deployment.look();
    deployment.reports = [];
    expect(await deployment.look()).toEqual(['p-1: lagging:orders@1.1 over']);
  });
});

const generation = { name: 'orders', version: 1, generation: 2, isInline: false, purpose: 'rebuild' } as const;
const unread = { name: 'orders@1.2', owners: [], segments: [segment(0, undefined)] };

describe('Of a build', () => {
  const failed = report({ ...unread, projection: { ...generation, state: 'failed', reason: '3 keys differ' } });

  test('that has failed one is told once, and once more when it is dropped; nothing of what made it fail', async () => {
    const deployment = new Deployment();
    const stopped = { at: new Date(), reason: 'Too much is parked' };
    deployment.reports = [report(), { ...failed, stopped, parkedEvents: 3 }];
    expect(await deployment.look()).toEqual(['p-1: rebuild-failed:orders@1.2 raised']);
    expect(await deployment.look()).toEqual([]);
    deployment.reports = [report()];
    expect(await deployment.look()).toEqual(['p-1: rebuild-failed:orders@1.2 over']);
  });

  test('it is told by one who runs the projection, and is over when readers see a later one', async () => {
    const deployment = new Deployment();
    deployment.runs = { 'p-1': ['mail'], 'p-2': ['orders@1.1'] };
    deployment.reports = [failed];
    expect(await deployment.look()).toEqual(['p-2: rebuild-failed:orders@1.2 raised']);
    deployment.reports = [report({ ...unread, projection: { ...generation, state: 'failed', isReplaced: true } })];
    expect(await deployment.look()).toEqual(['p-2: rebuild-failed:orders@1.2 over']);
  });

  test('that is cancelled one is told, unless it is dropped at once; of a rehearsal that has failed nothing here', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const deployment = new Deployment();
    const cancelled = report({ ...unread, projection: { ...generation, state: 'cancelled', reason: 'not today' } });
    const rehearsal = { ...generation, generation: 3, state: 'failed', purpose: 'rehearsal' } as const;
    deployment.reports = [cancelled, report({ ...unread, name: 'orders@1.3', projection: rehearsal })];
    expect(await deployment.look()).toEqual([]);
    clock.mockReturnValue(10_000);
    expect(await deployment.look()).toEqual(['p-1: rebuild-cancelled:orders@1.2 raised']);
  });

  test('that nobody works on one is told after a minute, not while it is worked on or paused, and when it goes on', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const deployment = new Deployment();
    const lookAt = async (ms: number, different: Partial<SubscriptionReport>): Promise<readonly string[]> => {
      clock.mockReturnValue(ms);
      const projection = { ...generation, state: 'building' } as const;
      deployment.reports = [report({ ...unread, word: 'rebuilding', lagEvents: 7, projection, ...different })];
      return deployment.look();
    };
    const worked = { owners: ['p-2'], segments: [segment(0, 'p-2')] };
    const paused = { paused: { at: new Date(), reason: 'later' } };
    expect(await lookAt(0, {})).toEqual([]);
    expect(await lookAt(50_000, worked)).toEqual([]);
    expect(await lookAt(109_999, {})).toEqual([]);
    expect(await lookAt(109_999, paused)).toEqual([]);
    expect(await lookAt(169_998, {})).toEqual([]);
    expect(await lookAt(169_999, {})).toEqual(['p-1: rebuild-stalled:orders@1.2 raised']);
    expect(await lookAt(170_000, { ...worked, position: 101 })).toEqual(['p-1: rebuild-stalled:orders@1.2 over']);
  });

  test('that cannot be brought to its end one is told after a minute, with the reason, by whoever is at it', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const deployment = new Deployment();
    const at = { owners: ['p-2'], segments: [{ ...segment(0, 'p-2'), isHere: true }] };
    const projection = { ...generation, state: 'building' } as const;
    deployment.reports = [report({ name: 'orders@1.2', word: 'rebuilding', projection, ...at })];
    deployment.stalls.delayed('orders@1.2', new Error('a transaction stays open'));
    expect(await deployment.look()).toEqual([]);
    clock.mockReturnValue(60_000);
    expect(await deployment.look()).toEqual(['p-2: rebuild-stalled:orders@1.2 raised']);
    deployment.stalls.moved('orders@1.2');
    expect(await deployment.look()).toEqual(['p-2: rebuild-stalled:orders@1.2 over']);
  });
});
