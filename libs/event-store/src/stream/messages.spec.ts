import { expect, test } from '@jest/globals';
import type { DaybookError } from '@daybook/domain';
import { NotJsonData } from '../codec/not-json-data.error.js';
import { PayloadTooLarge } from '../codec/payload-too-large.error.js';
import { StoredEventUnreadable } from '../codec/stored-event-unreadable.error.js';
import { UnknownEventType } from '../codec/unknown-event-type.error.js';
import { EventPayloadInvalid } from '../codec/validation/event-payload-invalid.error.js';
import { CopyContended } from '../copying/copy-contended.error.js';
import { CopyDiffers } from '../copying/copy-differs.error.js';
import { CopyEmpty } from '../copying/copy-empty.error.js';
import { CopySourceMissing } from '../copying/copy-source-missing.error.js';
import { CopyTargetTaken } from '../copying/copy-target-taken.error.js';
import { InvalidCopy } from '../copying/invalid-copy.error.js';
import { StreamCopiesUnsupported } from '../copying/stream-copies-unsupported.error.js';
import { TransformationFailed } from '../copying/transformation-failed.error.js';
import { AppendOutcomeUnknown } from './append-outcome-unknown.error.js';
import { ConcurrencyError } from './concurrency.error.js';
import { EventIdConflict } from './event-id-conflict.error.js';
import { IdempotencyKeyConflict } from './idempotency-key-conflict.error.js';
import { InvalidAppend } from './invalid-append.error.js';
import { InvalidStreamId } from './invalid-stream-id.error.js';
import { IncarnationNotAccepted } from '../incarnation/incarnation-not-accepted.error.js';
import { IncarnationsUnsupported } from '../incarnation/incarnations-unsupported.error.js';
import { LogWentBack } from '../incarnation/log-went-back.error.js';
import { NothingToAccept } from '../incarnation/nothing-to-accept.error.js';
import { TokenOfAnotherLog } from '../incarnation/token-of-another-log.error.js';
import { LogHistoryChanged } from '../subscription/reading/log-history-changed.error.js';
import { StoreClosed } from './store-closed.error.js';
import { StoreOverloaded } from './store-overloaded.error.js';
import { StoreUnavailable } from './store-unavailable.error.js';
import { StreamClosed } from './stream-closed.error.js';
import { WaitedInVain } from './waited-in-vain.js';

const hostile = `\u001b[31m${'x'.repeat(1_000)}\r\n\u202e`;
const cause = Object.assign(new Error('password=secret host=10.0.0.1'), { code: 'ECONNREFUSED' });

const takenBack = {
  ...{ position: 7, recordedAt: new Date(7), keptTo: 5, keptUntil: undefined },
  found: { ordinal: 2, id: 'a', identity: '1/2.3/00000002', begunAfter: 5, metAt: new Date(0), accepted: undefined },
};

const errors: readonly DaybookError[] = [
  new ConcurrencyError(hostile, 3, 4),
  new ConcurrencyError(hostile, 'noStream', undefined, cause),
  new EventIdConflict(hostile, '0190b6a2-0000-7000-8000-000000000000'),
  new IdempotencyKeyConflict(hostile),
  new AppendOutcomeUnknown(['0190b6a2-0000-7000-8000-000000000000'], cause),
  new AppendOutcomeUnknown(['0190b6a2-0000-7000-8000-000000000000'], new WaitedInVain('nobody answered', 10)),
  new StoreUnavailable('appending', cause),
  new StoreUnavailable('appending', new WaitedInVain('no connection came within 10 ms', 10)),
  new StoreOverloaded('appending', 10_000, "of the pool's 10 connections 10 are in use"),
  new StoreClosed(),
  new StoreClosed('subscribing'),
  new LogHistoryChanged(7, 'a', 'b'),
  ...[true, false].map((isThere) => new IncarnationNotAccepted({ ...takenBack, isThere, isEarlier: !isThere })),
  new IncarnationsUnsupported('MyStore'),
  new LogWentBack(7, new Date(0), 5),
  new LogWentBack(7, undefined, 0),
  new NothingToAccept(1),
  new TokenOfAnotherLog(7),
  new StreamClosed(hostile),
  new StreamClosed(hostile, hostile),
  new StreamClosed(hostile, undefined, hostile),
  new CopyContended(hostile, hostile, 10, cause),
  new CopyDiffers(hostile, hostile, hostile, 7),
  new CopyEmpty(hostile, hostile),
  new CopySourceMissing(hostile),
  new CopyTargetTaken(hostile, hostile, hostile),
  new InvalidCopy('target', 'is the stream itself', 'Give the new stream another id.'),
  new StreamCopiesUnsupported('OtherStore'),
  new TransformationFailed(hostile, hostile, 7, 'threw', cause),
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
