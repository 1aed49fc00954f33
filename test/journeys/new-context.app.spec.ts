import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './harbour-process.js';
import { isWalkThrough, walkThrough } from '../architecture/docs/walk-through.js';
import { type Page, pages } from '../architecture/docs/page.js';
import { type CommandRun, RepositoryCopy } from '../architecture/docs/repository-copy.js';

const page = pages().find(isWalkThrough) as Page;
const { writings, commands } = walkThrough(page);
const called = (name: string): readonly string[] =>
  commands.map(({ command }) => command).filter((command) => command.startsWith(name));

const start = 'npm start';
const tests = called('npm test -- ');
/** Asks the compiler about the whole repository. It is asked about this page by `docs.spec.ts`, in the same program. */
const askedElsewhere = 'npm run types';
const checks = called('npx ');
const requests = commands.filter(({ command }) => command.startsWith('curl '));

describe('docs/new-context.md', () => {
  let copy: RepositoryCopy;
  let data: string;
  const runs = new Map<string, CommandRun>();

  beforeAll(async () => {
    copy = await RepositoryCopy.make();
    data = await mkdtemp(join(tmpdir(), 'daybook-context-'));
    // The server may run as another user, who steps through.
    await chmod(data, 0o755);
    for (const writing of writings) await copy.write(writing);
    const run = async (command: string): Promise<unknown> => runs.set(command, await copy.run(command));
    // Those that only read keep one core busy, and building, testing and starting the other.
    const checked = (async () => {
      for (const check of checks) await run(check);
    })();
    await run('npm run daybook -- catalog write');
    // The last of the tests has all of the earlier ones in it.
    await run(tests.at(-1) ?? '');
    for (const earlier of tests.slice(0, -1)) runs.set(earlier, runs.get(tests.at(-1) ?? '') as CommandRun);
    await ask();
    await checked;
  }, 1_200_000);

  afterAll(async () => {
    await copy.remove();
    await rm(data, { recursive: true });
  });

  /** Starts Harbour as the page does, but for the port and the folder, and sends it what the page does. */
  async function ask(): Promise<void> {
    const harbour = copy.start(`PORT=0 HARBOUR_DATA_DIR=${data} exec ${start}`);
    let hasEnded = false;
    void harbour.ended.then(() => (hasEnded = true));
    const address = (): string | undefined => /API +http:\/\/(\S+)/.exec(harbour.output())?.[1];
    try {
      await eventually('Harbour is open', async () => hasEnded || address() !== undefined, 300_000);
      for (const { command, prints } of hasEnded ? [] : requests) {
        const isAnswered = async (): Promise<boolean> => {
          const answered = await copy.run(command.replace('localhost:3000', address() ?? ''));
          runs.set(command, answered);
          return prints.every((line) => answered.output.includes(line));
        };
        // Sagas may still be at work on what the answer stands on.
        await eventually(command, isAnswered, 120_000).catch(() => undefined);
      }
    } finally {
      harbour.interrupt();
      runs.set(start, await harbour.ended);
    }
  }

  test.each(commands.filter(({ command }) => command !== askedElsewhere))(
    'says what $command prints',
    ({ command, prints }) => {
      const { code, output } = runs.get(command) ?? { code: null, output: 'was not run' };
      const missing = prints.filter((line) => !output.includes(line));
      expect({ code, missing, output }).toEqual({ code: 0, missing: [], output });
    },
  );

  test('leaves the catalog with its events in it', async () => {
    const catalog = await readFile(join(copy.folder, 'docs/events/catalog.json'), 'utf8');
    const types = writings.flatMap((one) =>
      one.kind === 'file' ? [...one.text.matchAll(/@EventType\('(.+?)'/g)] : [],
    );
    expect(types.length).toBeGreaterThan(0);
    for (const [, type] of types) expect(catalog).toContain(`"${type}"`);
  });
});
