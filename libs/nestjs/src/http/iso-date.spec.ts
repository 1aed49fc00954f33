import { describe, expect, test } from '@jest/globals';
import { parseIsoDate } from './iso-date.js';

describe('An ISO 8601 date', () => {
  test.each([
    ['2021-02-28', '2021-02-28T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['2021-02-28T10:00Z', '2021-02-28T10:00:00.000Z'],
    ['2021-02-28T10:00:01.5Z', '2021-02-28T10:00:01.500Z'],
    ['2021-02-28T10:00:01.123+02:00', '2021-02-28T08:00:01.123Z'],
    ['2021-12-31T23:59:59-05:30', '2022-01-01T05:29:59.000Z'],
  ])('%s is read as %s', (text, moment) => {
    expect(parseIsoDate(text, 'start-of-day')?.toISOString()).toBe(moment);
  });

  test('without a time stands for the first or the last millisecond of its day, in UTC', () => {
    expect(parseIsoDate('2021-02-28', 'start-of-day')?.toISOString()).toBe('2021-02-28T00:00:00.000Z');
    expect(parseIsoDate('2021-02-28', 'end-of-day')?.toISOString()).toBe('2021-02-28T23:59:59.999Z');
  });

  test.each([
    '2021-02-30',
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '0000-01-01',
    '21-01-01',
    '+002021-01-01',
    '-2021-01-01',
    '2021-1-1',
    '20210101',
    '2021-W01-1',
    '2021-01-01T10:00:00',
    '2021-01-01 10:00:00Z',
    '2021-01-01T24:00:00Z',
    '2021-01-01T10:60:00Z',
    '2021-01-01T10:00:60Z',
    '2021-01-01T10:00:00.1234Z',
    '2021-01-01T10Z',
    '2021-01-01T10:00:00+25:00',
    '2021-01-01T10:00:00+02:60',
    '2021-01-01T10:00:00z',
    '2021-01-01T',
    ' 2021-01-01',
    '2021-01-01\n',
    '',
    'today',
    '1609459200000',
  ])('%j is refused', (text) => {
    expect(parseIsoDate(text, 'start-of-day')).toBeUndefined();
  });

  test('at either end of the years that a store takes stays within them', () => {
    expect(parseIsoDate('0001-01-01T00:00:00+14:00', 'start-of-day')).toBeUndefined();
    expect(parseIsoDate('9999-12-31T23:59:59-14:00', 'start-of-day')).toBeUndefined();
  });
});
