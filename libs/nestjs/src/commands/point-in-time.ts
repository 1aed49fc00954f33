import { InvalidPointInTime } from './invalid-point-in-time.error.js';

/**
 * Which past is asked about: the state after a version, what the store had recorded by a moment, or what had happened
 * in the world by a moment (both inclusive).
 */
export type PointInTime =
  | { readonly version: number; readonly recordedBy?: never; readonly occurredBy?: never }
  | { readonly version?: never; readonly recordedBy: Date; readonly occurredBy?: never }
  | { readonly version?: never; readonly recordedBy?: never; readonly occurredBy: Date };

/**
 * The point in time that is asked for, or undefined for the present: from options, or from a validated query.
 *
 * @example const account = await accounts.load(id, pointInTime(query));
 * @throws InvalidPointInTime several were given, or one that is none
 */
export function pointInTime(
  at: Partial<Record<'version' | 'recordedBy' | 'occurredBy', unknown>>,
): PointInTime | undefined {
  const { version, recordedBy, occurredBy } = at;
  const given = Object.entries({ version, recordedBy, occurredBy }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    throw new InvalidPointInTime(given.map(([field]) => field).join(' and '), 'were given together');
  }
  if (version !== undefined) return { version: checkedVersion(version) };
  if (recordedBy !== undefined) return { recordedBy: checkedMoment('recordedBy', recordedBy) };
  if (occurredBy !== undefined) return { occurredBy: checkedMoment('occurredBy', occurredBy) };
  return undefined;
}

/** The point in time as the end of a sentence. */
export function inWords({ version, recordedBy, occurredBy }: PointInTime): string {
  if (version !== undefined) return `at version ${version}`;
  if (recordedBy !== undefined) return `as recorded by ${recordedBy.toISOString()}`;
  return `as of ${occurredBy.toISOString()}`;
}

function checkedVersion(version: unknown): number {
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version;
  throw new InvalidPointInTime('version', 'is not a whole number from 1');
}

function checkedMoment(field: string, moment: unknown): Date {
  if (moment instanceof Date && !Number.isNaN(moment.getTime())) return moment;
  throw new InvalidPointInTime(field, 'is not a valid Date');
}
