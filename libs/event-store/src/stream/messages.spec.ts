import { expect, test } from '@jest/globals';
import type { DaybookError } from '@daybook/domain';
import { NotJsonData } from '../codec/not-json-data.error.js';
import { PayloadTooLarge } from '../codec/payload-too-large.error.js';
import { StoredEventUnreadable } from '../codec/stored-event-unreadable.error.js';
import { UnknownEventType } from '../codec/unknown-event-type.error.js';
import { EventPayloadInvalid } from '../codec/validation/event-payload-invalid.error.js';
import { AppendOutcomeUnknown } from './append-outcome-unknown.error.js';
import { ConcurrencyError } from './concurrency.error.js';
import { EventIdConflict } from './event-id-conflict.error.js';
import { IdempotencyKeyConflict } from './idempotency-key-conflict.error.js';
import { InvalidAppend } from './invalid-append.error.js';
import { InvalidStreamId } from './invalid-stream-id.error.js';
import { StoreUnavailable } from './store-unavailable.error.js';
import { StreamClosed } from './stream-closed.error.js';

const hostile = `\u001b[31m${'x'.repeat(1_000)}\r\n\u202e`;
const cause = Object.assign(new Error('password=secret host=10.0.0.1'), { code: 'ECONNREFUSED' });

const errors: readonly DaybookError[] = [
  new ConcurrencyError(hostile, 3, 4),
  new ConcurrencyError(hostile, 'noStream', undefined, cause),
  new EventIdConflict(hostile, '0190b6a2-0000-7000-8000-000000000000'),
  new IdempotencyKeyConflict(hostile),
  new AppendOutcomeUnknown(['0190b6a2-0000-7000-8000-000000000000'], cause),
  new StoreUnavailable('appending', cause),
  new StreamClosed(hostile),
  new InvalidAppend('events', 'is empty', 'Give at least one event.'),
  new InvalidStreamId('streamId', hostile, 'without a hyphen'),
  new UnknownEventType(hostile, 1, undefined, 'events[0]'),
  new UnknownEventType(hostile, 1, 2, 'events[0]'),
  new StoredEventUnreadable(hostile, 1, 1, hostile, cause),
  new PayloadTooLarge('events[0].data', 10),
  new NotJsonData('events[0].data.a', 'is a Date', 'Declare a codec.'),
  new EventPayloadInvalid(
    hostile,
    0,
    Array.from({ length: 50 }, () => ({ path: 'a', constraints: ['isInt'] })),
  ),
];

test.each(errors.map((error) => [error.name, error] as const))(
  '%s is short, printable, and says what to do',
  (_, error) => {
    expect(error.message).toMatch(/^[\x20-\x7e…]+\.$/);
    expect(error.message.length).toBeLessThan(700);
    expect(error.message).toMatch(/\. [A-Z]/);
    expect(error.message).not.toContain('secret');
    expect(error.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  },
);
