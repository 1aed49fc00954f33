import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectStorageContract } from '@daybook/testing';
import { afterAll, expect, test } from '@jest/globals';
import { FolderStorage } from './folder-storage.js';

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-objects-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

objectStorageContract('FolderStorage', async () => ({
  storage: new FolderStorage(join(await newFolder(), 'not', 'there', 'yet')),
  close: async () => undefined,
}));

async function listed(folder: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of new FolderStorage(folder).list()) keys.push(key);
  return keys;
}

test('what a process has left that died while it wrote is no object, and is taken away after an hour', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, '.unfinished'));
  await writeFile(join(folder, '.unfinished/old'), 'half an obj');
  await writeFile(join(folder, '.unfinished/new'), 'half an obj');
  const beforeAnHour = new Date(Date.now() - 61 * 60_000);
  await utimes(join(folder, '.unfinished/old'), beforeAnHour, beforeAnHour);
  const storage = new FolderStorage(folder);
  await storage.put('a/b', Buffer.from('whole'));
  expect(await listed(folder)).toEqual(['a/b']);
  expect(await readdir(join(folder, '.unfinished'))).toEqual(['new']);
});

test('what lies in the folder hidden is nobody’s object, and empty folders go', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, '.DS_Store'), 'x');
  const storage = new FolderStorage(folder);
  await storage.put('a/b/c', Buffer.from('x'));
  await storage.delete('a/b/c');
  expect(await listed(folder)).toEqual([]);
  expect((await readdir(folder)).toSorted()).toEqual(['.DS_Store', '.unfinished']);
});

test('a folder that is none is told with the key and the reason', async () => {
  const file = join(await newFolder(), 'file');
  await writeFile(file, 'x');
  const storage = new FolderStorage(file);
  const refused = { code: 'object-storage-failed', operation: 'putting', key: 'a/b' };
  await expect(storage.put('a/b', Buffer.from('x'))).rejects.toMatchObject(refused);
  expect(await storage.get('a/b')).toBeUndefined();
});

test('an object cannot stand where others go on, and they are unharmed', async () => {
  const folder = await newFolder();
  const storage = new FolderStorage(folder);
  await storage.put('a/b', Buffer.from('x'));
  await expect(storage.put('a', Buffer.from('y'))).rejects.toMatchObject({ code: 'object-storage-failed' });
  await expect(storage.put('a/b/c', Buffer.from('y'))).rejects.toMatchObject({ code: 'object-storage-failed' });
  expect(await listed(folder)).toEqual(['a/b']);
  expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
});
