import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { newEventId } from '@daybook/domain';

afterEach(() => {
  jest.restoreAllMocks();
});

function millisecondOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}

describe('a new event id', () => {
  test('is a UUID version 7', () => {
    for (let count = 0; count < 1000; count++) {
      expect(newEventId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  test('begins with the millisecond', () => {
    const before = Date.now();
    const millisecond = millisecondOf(newEventId());
    expect(millisecond).toBeGreaterThanOrEqual(before);
    expect(millisecond).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('is greater than every one before, 100,000 of them within few milliseconds', () => {
    const ids = Array.from({ length: 100_000 }, newEventId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is greater than the one before although the clock steps back', () => {
    const before = newEventId();
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    const after = newEventId();
    expect(after > before).toBe(true);
  });

  test('is written right at the edges of its numbers', () => {
    jest.spyOn(Date, 'now').mockReturnValue(0xffff_ffff_fffe);
    expect(newEventId()).toMatch(/^ffffffff-fffe-7/);
  });
});
