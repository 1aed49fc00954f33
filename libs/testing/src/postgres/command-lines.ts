import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Every process's command line by its id; a zombie has none. */
export async function commandLines(): Promise<ReadonlyMap<number, string>> {
  return new Map((await (process.platform === 'linux' ? fromProc() : fromPs())).filter(([, line]) => line !== ''));
}

async function fromProc(): Promise<readonly [number, string][]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  return Promise.all(
    pids.map(async (pid): Promise<[number, string]> => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return [Number(pid), line.replaceAll('\0', ' ').trim()];
    }),
  );
}

async function fromPs(): Promise<readonly [number, string][]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,command=']);
  return stdout.split('\n').map((line): [number, string] => {
    const [, pid = '', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return [Number(pid), command];
  });
}
