import { expect, test } from '@jest/globals';
import { all, refusalOf } from '../contract-subject.js';
import { bytesOf, type ObjectSubject } from './object-subject.js';

const wrong: readonly unknown[] = [
  ...[
    '',
    '/',
    'a/',
    '/a',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    '.a',
    'a.',
    '-a',
    'a b',
    'A',
    'ä',
    'a\\b',
    'a\0',
  ],
  ...['a:b', 'a%b', 'x'.repeat(201), `${'x/'.repeat(500)}x`, undefined, null, 1],
];

/** Keys that not every storage takes, or that lead out of it. */
export function badKeysContract(subject: ObjectSubject): void {
  test.each(wrong)('%j is no key', async (key) => {
    const refused = { code: 'invalid-object-key' };
    expect(await refusalOf(() => subject.storage.put(key as string, bytesOf('x')))).toMatchObject(refused);
    expect(await refusalOf(() => subject.storage.get(key as string))).toMatchObject(refused);
    expect(await refusalOf(() => subject.storage.delete(key as string))).toMatchObject(refused);
  });

  test.each(wrong.filter((prefix) => !['', 'a/', undefined].includes(prefix as string)))(
    '%j is no prefix',
    async (prefix) => {
      const refusal = await refusalOf(() => all(subject.storage.list(prefix as string)));
      expect(refusal).toMatchObject({ code: 'invalid-object-key' });
    },
  );
}
