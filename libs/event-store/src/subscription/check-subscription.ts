import { assertValidName } from '@daybook/domain';
import { described } from '../stream/described.js';
import { InvalidSubscription } from './invalid-subscription.error.js';
import { isKey } from './is-key.js';
import type { Progress } from './progress.js';
import type { Lease } from './segment.js';
import type { Subscription } from './subscription.js';

const mostSegments = 64;
const aDay = 24 * 60 * 60 * 1_000;

/** Throws InvalidName, InvalidSubscription. */
export function checkSubscriptions(subscriptions: readonly Subscription[]): void {
  checkList('subscriptions', subscriptions);
  subscriptions.forEach(({ name, types, categories, segments, from }, at) => {
    const field = `subscriptions[${at}]`;
    assertValidName(name, `${field}.name`);
    checkWhole(`${field}.segments`, segments, 1, mostSegments);
    if (from !== 'now') checkWhole(`${field}.from`, from, 0);
    checkNames(`${field}.types`, types);
    checkNames(`${field}.categories`, categories);
  });
}

/** Throws InvalidSubscription. */
export function checkLeaseMs(leaseMs: number): void {
  if (typeof leaseMs === 'number' && leaseMs > 0 && leaseMs <= aDay) return;
  throw refused('leaseMs', leaseMs, `milliseconds, more than 0 and at most ${aDay}`);
}

/** Throws InvalidSubscription. */
export function checkWhole(field: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw refused(field, value, `a whole number from ${least} to ${most}`);
}

/** Throws InvalidSubscription. */
export function checkText(field: string, value: unknown): void {
  if (typeof value !== 'string') throw refused(field, value, 'a text');
}

/** A checkpoint never goes back, and what is parked can be found by its key. Throws InvalidSubscription. */
export function checkProgress(lease: Lease, { position, parked = [], unparked = [] }: Progress): void {
  checkWhole('position', position, lease.position);
  for (const [field, references] of Object.entries({ parked, unparked })) {
    references.forEach(({ key, position: its }, at) => {
      if (!isKey(key)) throw refused(`${field}[${at}].key`, key, 'a text of 1 to 512 characters without NUL');
      checkWhole(`${field}[${at}].position`, its, 1);
    });
  }
}

function checkNames(field: string, names: readonly string[] | undefined): void {
  if (names === undefined) return;
  checkList(field, names);
  names.forEach((name, at) => assertValidName(name, `${field}[${at}]`));
}

function checkList(field: string, value: unknown): void {
  if (!Array.isArray(value)) throw refused(field, value, 'a list');
}

function refused(field: string, value: unknown, expected: string): InvalidSubscription {
  return new InvalidSubscription(field, `is ${described(value)}`, `Give ${expected}.`);
}
