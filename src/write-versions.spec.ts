import { describe, expect, test } from '@jest/globals';
import { writeVersionsIn } from './write-versions.js';

describe('WRITE_VERSIONS', () => {
  test('names versions, and the types of which others were renamed', () => {
    expect(writeVersionsIn('account.funds-deposited=2, account.frozen=account.blocked@1')).toEqual({
      'account.funds-deposited': 2,
      'account.frozen': { event: 'account.blocked', version: 1 },
    });
    expect(writeVersionsIn(undefined)).toBeUndefined();
  });

  test.each([
    'account.funds-deposited',
    '=2',
    'account.funds-deposited=0',
    'a=b@',
    'a=1,',
    'a=two',
    'a=b@1@2',
    'a=1.5',
  ])('is refused as %j', (text) => {
    expect(() => writeVersionsIn(text)).toThrow('Write type=version, or type=older-type@version');
  });

  test('is refused where a type is named twice', () => {
    expect(() => writeVersionsIn('a=1,a=2')).toThrow('names a twice');
  });
});
