import { describe, expect, test } from '@jest/globals';
import { checkedAsOf } from './as-of.js';

const day = new Date('2026-03-01T09:00:00.000Z');

describe('the past that is asked about', () => {
  test('is a position or a moment, and nothing given is the present', () => {
    expect(checkedAsOf({ position: 0 })).toEqual({ field: 'position', position: 0 });
    expect(checkedAsOf({ recordedBy: day })).toEqual({ field: 'recordedBy', time: day.getTime() });
    expect(checkedAsOf({ occurredBy: day, recordedBy: undefined })).toEqual({
      field: 'occurredBy',
      time: day.getTime(),
    });
    expect(checkedAsOf({})).toBeUndefined();
    expect(checkedAsOf(undefined)).toBeUndefined();
  });

  test.each([
    [{ position: -1 }, 'position'],
    [{ position: 1.5 }, 'position'],
    [{ position: '7' }, 'position'],
    [{ position: null }, 'position'],
    [{ recordedBy: new Date('no day') }, 'recordedBy'],
    [{ recordedBy: '2026-03-01' }, 'recordedBy'],
    [{ occurredBy: 0 }, 'occurredBy'],
    [{ version: 3 }, 'version'],
    [{ position: 1, recordedBy: day }, 'position and recordedBy'],
    [{ recordedBy: day, occurredBy: day }, 'recordedBy and occurredBy'],
    [day, 'at'],
    [null, 'at'],
    [7, 'at'],
  ])('%j is refused, naming the field', (at, field) => {
    expect(() => checkedAsOf(at)).toThrow(expect.objectContaining({ code: 'invalid-question', field }));
  });
});
