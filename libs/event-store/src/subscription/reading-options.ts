import type { GivenOptions, OptionRanges } from './option-ranges.js';
import type { ParkingLimits, RetryPolicy } from './running/consumer.js';
import { unknownEventsPolicies, type UnknownEventsPolicy } from './running/unknown-events.js';

/** What is said alike about whatever reads the log durably. */
export interface ReadingOptions {
  /** Only streams of these categories. Default: all. */
  readonly categories?: readonly string[] | undefined;
  /** Among how many segments the keys are divided, each read by one process at a time. Default 1, at most 64. */
  readonly segments?: number | undefined;
  /** How often an event is tried before it is parked. Default: 5 attempts, 50 ms pause, three times as long each time, 5 s at most. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** How much may be parked before the reader stops. Default: 1,000 events of a key, 10,000 in all. */
  readonly parking?: Partial<ParkingLimits> | undefined;
  /**
   * What becomes of an event that this release cannot read, because another one has written it: `wait` until a process reads
   * on that can, `park` it, or `stop`. It is never passed over. Default: as `forRoot({ subscriptions })` says, else `wait`.
   */
  readonly unknownEvents?: UnknownEventsPolicy | undefined;
  /** How long it may lag behind before an alarm is raised, in milliseconds. Default: no alarm. */
  readonly maxLag?: number | undefined;
}

/** The same with everything filled in. */
export interface Reading {
  readonly categories: readonly string[] | undefined;
  readonly segments: number;
  readonly batchSize: number;
  readonly retry: RetryPolicy;
  readonly parking: ParkingLimits;
  readonly maxLag: number | undefined;
  /** Undefined where nothing was said. */
  readonly unknownEvents: UnknownEventsPolicy | undefined;
}

/** What these options are called, `batchSize` included. */
export const readingOptionNames: readonly string[] = [
  'categories',
  'segments',
  'batchSize',
  'retry',
  'parking',
  'maxLag',
  'unknownEvents',
];

const aDay = 24 * 60 * 60 * 1_000;

/** Fills in what is not said, and refuses what cannot be. Throws InvalidName, and what the ranges throw. */
export function readingOf(ranges: OptionRanges, given: GivenOptions, usual: Pick<Reading, 'batchSize'>): Reading {
  const retry = ranges.fields('retry', given['retry'], ['attempts', 'firstMs', 'longestMs']);
  const parking = ranges.fields('parking', given['parking'], ['perKey', 'inAll']);
  const longestMs = ranges.whole('retry.longestMs', retry['longestMs'], 0, aDay, 5_000);
  const { maxLag } = given;
  return {
    categories: ranges.categories('categories', given['categories']),
    segments: ranges.whole('segments', given['segments'], 1, 64, 1),
    batchSize: ranges.whole('batchSize', given['batchSize'], 1, 10_000, usual.batchSize),
    retry: {
      attempts: ranges.whole('retry.attempts', retry['attempts'], 1, 1_000, 5),
      firstMs: ranges.whole('retry.firstMs', retry['firstMs'], 0, longestMs, Math.min(50, longestMs)),
      longestMs,
    },
    parking: {
      perKey: ranges.whole('parking.perKey', parking['perKey'], 0, 1_000_000, 1_000),
      inAll: ranges.whole('parking.inAll', parking['inAll'], 0, 1_000_000, 10_000),
    },
    maxLag: maxLag === undefined ? undefined : ranges.whole('maxLag', maxLag, 1, Number.MAX_SAFE_INTEGER),
    unknownEvents: ranges.oneOf('unknownEvents', given['unknownEvents'], unknownEventsPolicies),
  };
}
