import { assertValidName } from '@daybook/domain';
import { described } from './described.js';
import { InvalidRead } from './invalid-read.error.js';
import { copyOf, whyNotMoment } from './moment.js';
import { assertStreamId } from './stream-id.js';
import type { EntityManager } from './transaction.js';
import { unknownOption } from './unknown-option.js';

/** A read of one stream whose input has been checked, its defaults filled in. */
export interface CheckedStreamRead {
  readonly streamId: string;
  readonly backwards: boolean;
  readonly fromVersion: number;
  /** `Number.MAX_SAFE_INTEGER` if there is no end. */
  readonly toVersion: number;
  readonly recordedBy: Date | undefined;
  readonly occurredBy: Date | undefined;
  /** `Number.MAX_SAFE_INTEGER` if there is none. */
  readonly limit: number;
  readonly batchSize: number;
  readonly manager: EntityManager | undefined;
  readonly asStored: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A read of the whole log whose input has been checked, its defaults filled in. */
export interface CheckedLogRead {
  readonly afterPosition: number;
  /** `Number.MAX_SAFE_INTEGER` if only the safe position ends it. */
  readonly toPosition: number;
  readonly types: readonly string[] | undefined;
  readonly categories: readonly string[] | undefined;
  readonly limit: number;
  readonly batchSize: number;
  readonly manager: EntityManager | undefined;
  readonly asStored: boolean;
  readonly signal: AbortSignal | undefined;
}

type Given = Readonly<Record<string, unknown>>;

const endless = Number.MAX_SAFE_INTEGER;
const largestBatch = 10_000;
const defaultBatch = 500;

const paging = ['limit', 'batchSize', 'signal'];
const versions = ['direction', 'fromVersion', 'toVersion', 'recordedBy', 'occurredBy', 'manager', 'asStored'];
const streamOptions = new Set([...versions, ...paging]);
const logOptions = new Set(['afterPosition', 'toPosition', 'types', 'categories', 'manager', 'asStored', ...paging]);

/**
 * Checks what was given to `readStream`. Versions that no stream has yet are valid and yield nothing; values that no
 * version can have are not.
 *
 * @throws InvalidName, InvalidStreamId, InvalidRead naming the field
 */
export function checkReadStream(streamId: unknown, options: unknown = {}): CheckedStreamRead {
  assertStreamId(streamId, 'streamId');
  const given = checkOptions(options, streamOptions);
  return {
    streamId,
    backwards: checkDirection(given['direction']),
    fromVersion: checkNumber(given, 'fromVersion', 1, endless, 1),
    toVersion: checkNumber(given, 'toVersion', 0, endless, endless),
    recordedBy: checkMoment(given, 'recordedBy'),
    occurredBy: checkMoment(given, 'occurredBy'),
    manager: checkManager(given['manager']),
    asStored: checkFlag(given, 'asStored'),
    ...checkPaging(given),
  };
}

/**
 * Checks what was given to `readAll`.
 *
 * @throws InvalidName, InvalidRead naming the field
 */
export function checkReadAll(options: unknown = {}): CheckedLogRead {
  const given = checkOptions(options, logOptions);
  const categories = checkNames(given, 'categories');
  categories?.forEach((category, index) => {
    if (category.includes('-'))
      throw invalid(`categories[${index}]`, category, 'without a hyphen', 'It would match no stream.');
  });
  return {
    afterPosition: checkNumber(given, 'afterPosition', 0, endless, 0),
    toPosition: checkNumber(given, 'toPosition', 0, endless, endless),
    types: checkNames(given, 'types'),
    categories,
    manager: checkManager(given['manager']),
    asStored: checkFlag(given, 'asStored'),
    ...checkPaging(given),
  };
}

function checkPaging(given: Given): Pick<CheckedLogRead, 'limit' | 'batchSize' | 'signal'> {
  return {
    limit: checkNumber(given, 'limit', 1, endless, endless),
    batchSize: checkNumber(given, 'batchSize', 1, largestBatch, defaultBatch),
    signal: checkSignal(given['signal']),
  };
}

function checkOptions(options: unknown, known: ReadonlySet<string>): Given {
  if (typeof options !== 'object' || options === null)
    throw invalid('options', options, 'an object', 'Leave them out for the defaults.');
  const unknown = unknownOption(options, known);
  if (unknown !== undefined) throw new InvalidRead(unknown, 'is not known', `There are ${[...known].join(', ')}.`);
  return options as Given;
}

function checkDirection(value: unknown): boolean {
  if (value === undefined || value === 'forwards') return false;
  if (value === 'backwards') return true;
  throw invalid('direction', value, `'forwards' or 'backwards'`, 'Leave it out to read forwards.');
}

function checkNumber(given: Given, field: string, least: number, most: number, fallback: number): number {
  const value = given[field];
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const end = most === endless ? '2^53 - 1' : String(most);
  throw invalid(field, value, `a whole number from ${least} to ${end}`, 'Leave it out for the default.');
}

function checkMoment(given: Given, field: string): Date | undefined {
  const value = given[field];
  if (value === undefined) return undefined;
  const reason = whyNotMoment(value);
  if (reason !== undefined) throw new InvalidRead(field, reason, 'Give a valid Date of the years 1 to 9999.');
  return copyOf(value as Date);
}

// An empty list is refused: whether it means all or none is anybody's guess, and either would be silent.
function checkNames(given: Given, field: string): readonly string[] | undefined {
  const value = given[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0 || value.length > largestBatch) {
    throw invalid(field, value, `an array of 1 to ${largestBatch} names`, 'Leave it out to read all.');
  }
  return Array.from(value, (name: unknown, index) => {
    assertValidName(name, `${field}[${index}]`);
    return name;
  });
}

function checkFlag(given: Given, field: string): boolean {
  const value = given[field];
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw invalid(field, value, 'true or false', 'Leave it out for the default.');
}

function checkManager(value: unknown): EntityManager | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && 'connection' in value) return value as EntityManager;
  throw invalid('manager', value, 'an EntityManager', 'Give the EntityManager of the transaction, or leave it out.');
}

function checkSignal(value: unknown): AbortSignal | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && 'aborted' in value && 'throwIfAborted' in value)
    return value as AbortSignal;
  throw invalid('signal', value, 'an AbortSignal', 'Give the signal of an AbortController, or leave it out.');
}

function invalid(field: string, value: unknown, expected: string, advice: string): InvalidRead {
  return new InvalidRead(field, `is ${described(value)}, not ${expected}`, advice);
}
