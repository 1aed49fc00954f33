import { expect, test } from '@jest/globals';
import { appendFingerprint } from './append-fingerprint.js';
import type { EncodedEvent } from './encoded-event.js';

function event(data: unknown, changes: Partial<EncodedEvent> = {}): EncodedEvent {
  const defaults = { eventId: 'a', type: 't', schemaVersion: 1, metadata: '{}', occurredAt: undefined };
  return { ...defaults, data: JSON.stringify(data), ...changes };
}

const one = appendFingerprint([{ streamId: 's-1', events: [event({ a: 1, b: [{ c: 2, d: 3 }] })] }]);

test('ids, times, metadata and the order of fields make no difference', () => {
  const same = event({ b: [{ d: 3, c: 2 }], a: 1 }, { eventId: 'b', metadata: '{"x":1}', occurredAt: new Date(0) });
  expect(appendFingerprint([{ streamId: 's-1', events: [same] }])).toBe(one);
});

test.each([
  ['another stream', [{ streamId: 's-2', events: [event({ a: 1, b: [{ c: 2, d: 3 }] })] }]],
  ['other data', [{ streamId: 's-1', events: [event({ a: 2, b: [{ c: 2, d: 3 }] })] }]],
  ['another order in a list', [{ streamId: 's-1', events: [event({ a: 1, b: [{ c: 3, d: 2 }] })] }]],
  ['another type', [{ streamId: 's-1', events: [event({ a: 1, b: [{ c: 2, d: 3 }] }, { type: 'u' })] }]],
  [
    'another schema version',
    [{ streamId: 's-1', events: [event({ a: 1, b: [{ c: 2, d: 3 }] }, { schemaVersion: 2 })] }],
  ],
  ['no event', [{ streamId: 's-1', events: [] }]],
])('%s is another append', (_, streams) => {
  expect(appendFingerprint(streams)).not.toBe(one);
});

test('events cannot be moved from one stream to the next unnoticed', () => {
  const [a, b] = [event(1), event(2)];
  const split = (first: readonly EncodedEvent[], second: readonly EncodedEvent[]) =>
    appendFingerprint([
      { streamId: 's-1', events: first },
      { streamId: 's-2', events: second },
    ]);
  expect(split([a, b], [])).not.toBe(split([a], [b]));
});
