import { assertValidName } from '@daybook/domain';
import { defaultAppendLimits, type AppendLimits } from './append-limits.js';
import { checkEvents } from './check-events.js';
import { checkExpectedVersion } from './check-expected-version.js';
import { described } from './described.js';
import type { ExpectedVersion } from './expected-version.js';
import type { Idempotency } from './idempotency.js';
import { InvalidAppend } from './invalid-append.error.js';
import type { ProposedEvent } from './proposed-event.js';
import { assertStreamId, categoryOf } from './stream-id.js';
import type { EntityManager } from './transaction.js';
import { unknownOption } from './unknown-option.js';

/** One stream's share of an append whose input has been checked. */
export interface CheckedStreamAppend {
  readonly streamId: string;
  readonly category: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly ProposedEvent[];
}

/** An append, to one stream or to several, whose input has been checked; the payloads are the codec's to check. */
export interface CheckedAppend {
  /** In the order in which they were given. */
  readonly streams: readonly CheckedStreamAppend[];
  readonly idempotency: Idempotency | undefined;
  readonly incarnation: string | undefined;
  readonly manager: EntityManager | undefined;
}

type SharedOptions = Pick<CheckedAppend, 'idempotency' | 'incarnation' | 'manager'>;

const shared = ['idempotencyKey', 'incarnation', 'manager'];
const streamAppendOptions = new Set(['expected', ...shared]);
const appendAllOptions = new Set(shared);
const streamAppend = new Set(['streamId', 'events', 'expected']);

/**
 * Checks what was given to `append`. The types promise all this; calls from JavaScript, from `any` and from parsed
 * bodies do not keep it, and what gets past here stays in the log for ever.
 *
 * @throws InvalidName, InvalidStreamId, InvalidAppend naming the field
 */
export function checkAppend(
  streamId: unknown,
  events: unknown,
  options: unknown,
  limits: AppendLimits = defaultAppendLimits,
): CheckedAppend {
  const given = checkOptions(options, streamAppendOptions);
  const stream = checkStream(streamId, events, given['expected'], '', new Set());
  checkCount('events', stream.events.length, limits);
  return { streams: [stream], ...checkShared(given) };
}

/**
 * Checks what was given to `appendAll`: each share like an append of its own, no stream twice, the limit on all.
 *
 * @throws InvalidName, InvalidStreamId, InvalidAppend naming the field
 */
export function checkAppendAll(
  appends: unknown,
  options: unknown = {},
  limits: AppendLimits = defaultAppendLimits,
): CheckedAppend {
  const given = checkOptions(options, appendAllOptions);
  if (!Array.isArray(appends)) {
    throw new InvalidAppend(
      'appends',
      `is ${described(appends)}, not an array`,
      'Give { streamId, events, expected } for each stream.',
    );
  }
  if (appends.length === 0)
    throw new InvalidAppend('appends', 'is empty', 'Give at least one stream, or do not append.');
  checkCount('appends', appends.length, limits);
  const seen = new Set<string>();
  const streams: CheckedStreamAppend[] = [];
  for (let index = 0; index < appends.length; index++)
    streams.push(checkShare(appends[index], `appends[${index}].`, seen));
  checkDistinct(streams);
  checkCount(
    'appends',
    streams.reduce((sum, { events }) => sum + events.length, 0),
    limits,
  );
  return { streams, ...checkShared(given) };
}

function checkShare(share: unknown, prefix: string, seen: Set<string>): CheckedStreamAppend {
  const given = checkRecord(share, prefix.slice(0, -1), streamAppend, prefix);
  return checkStream(given['streamId'], given['events'], given['expected'], prefix, seen);
}

function checkStream(
  streamId: unknown,
  events: unknown,
  expected: unknown,
  prefix: string,
  seen: Set<string>,
): CheckedStreamAppend {
  assertStreamId(streamId, `${prefix}streamId`);
  return {
    streamId,
    category: categoryOf(streamId),
    expected: checkExpectedVersion(expected, `${prefix}expected`),
    events: checkEvents(events, `${prefix}events`, seen),
  };
}

function checkShared(given: Readonly<Record<string, unknown>>): SharedOptions {
  const { idempotencyKey, incarnation, manager } = given;
  if (idempotencyKey !== undefined) assertValidName(idempotencyKey, 'idempotencyKey');
  if (manager !== undefined && (typeof manager !== 'object' || manager === null || !('connection' in manager))) {
    const advice = `Give the EntityManager of the transaction, or leave it out.`;
    throw new InvalidAppend('manager', `is ${described(manager)}, not an EntityManager`, advice);
  }
  const idempotency = idempotencyKey === undefined ? undefined : { key: idempotencyKey };
  if (incarnation !== undefined && typeof incarnation !== 'string') {
    throw new InvalidAppend('incarnation', `is ${described(incarnation)}, not a text`, "Give the store's, or none.");
  }
  return { idempotency, incarnation, manager: manager as EntityManager | undefined };
}

function checkOptions(options: unknown, known: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  // Options that were forgotten altogether are reported as the expectation that is missing from them.
  return checkRecord(options ?? {}, 'options', known, '');
}

function checkRecord(
  value: unknown,
  field: string,
  known: ReadonlySet<string>,
  prefix: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidAppend(
      field,
      `is ${described(value)}, not an object`,
      `Give an object with ${[...known].join(', ')}.`,
    );
  }
  const unknown = unknownOption(value, known);
  if (unknown !== undefined) {
    throw new InvalidAppend(`${prefix}${unknown}`, 'is not known', `There are ${[...known].join(', ')}.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function checkCount(field: string, count: number, limits: AppendLimits): void {
  if (count <= limits.events) return;
  throw new InvalidAppend(
    field,
    `hold ${count} events, over the limit of ${limits.events}`,
    'Append them in several parts.',
  );
}

function checkDistinct(streams: readonly CheckedStreamAppend[]): void {
  const seen = new Set<string>();
  streams.forEach(({ streamId }, index) => {
    if (seen.has(streamId)) {
      const reason = `is ${described(streamId)}, which the append holds twice`;
      throw new InvalidAppend(`appends[${index}].streamId`, reason, `Put all events of a stream into one share.`);
    }
    seen.add(streamId);
  });
}
