import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { installedCopies } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { version } from './version.js';

const manifest = new URL('../../package.json', import.meta.url);

test('who loads the library is told of its copy by version and place', () => {
  expect(EventStore).toBeDefined();
  expect((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version).toBe(version);
  expect(installedCopies().filter(({ name }) => name === '@daybook/event-store')).toEqual([
    { name: '@daybook/event-store', version, url: expect.stringContaining('this-copy.ts') as unknown },
  ]);
});
