import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { installedCopies } from '@daybook/domain';

const manifest = new URL('../../package.json', import.meta.url);

test('this copy is known by its version and by where it was loaded from', () => {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  expect(installedCopies()).toEqual([
    { name: '@daybook/domain', version, url: expect.stringContaining('installed-copies.ts') as unknown },
  ]);
});

test('a second copy is known as well', () => {
  const other = { name: '@daybook/domain', version: '0.0.9', url: pathToFileURL('/elsewhere/index.js').href };
  const place = globalThis as Record<symbol, unknown[]>;
  place[Symbol.for('daybook.installations')]?.push(other);
  expect(installedCopies()).toHaveLength(2);
  expect(installedCopies()[1]).toEqual(other);
});
