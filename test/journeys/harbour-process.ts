import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const direct = [process.execPath, 'dist/main.js'] as const;
const pollMs = 25;

/** Harbour as its users start it: the built program, in a process of its own, on a folder and a port of its own. */
export class HarbourProcess {
  /** All that it has printed. */
  output = '';
  /** Settles with its exit code, or with the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
  readonly #child: ChildProcess;
  #ended = false;
  static readonly #started: HarbourProcess[] = [];

  /** @param start the command that starts it; default the built program itself */
  constructor(
    readonly folder: string,
    environment: Readonly<Record<string, string>> = {},
    [command, ...args]: readonly [string, ...string[]] = direct,
  ) {
    const { DATABASE_URL: _, ...inherited } = process.env;
    this.#child = spawn(command, args, {
      cwd: project,
      env: { ...inherited, HARBOUR_DATA_DIR: folder, PORT: '0', ...environment },
      // A group of its own, as a terminal makes one for each command.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.exit = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#ended = true;
        resolve(code ?? signal ?? 'SIGKILL');
      });
    });
    HarbourProcess.#started.push(this);
  }

  /** Kills what failed tests have left running: a Harbour with all that it has started, or what a killed one left. */
  static async killAll(): Promise<void> {
    for (const harbour of HarbourProcess.#started) {
      const left = harbour.#ended ? [] : await processTree(harbour.pid);
      const orphan = await harbour.postmasterPid();
      for (const pid of orphan === undefined ? left : [...left, ...(await processTree(orphan))]) kill(pid);
    }
  }

  /** Waits until it says where the API is. */
  async address(withinMs = 120_000): Promise<string> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const [, address] = /API {6}(http:\S+)\n/.exec(this.output) ?? [];
      if (address !== undefined) return address;
      if (this.#ended || performance.now() > deadline)
        throw new Error(`Harbour is not open. It printed:\n${this.output}`);
      await sleep(pollMs);
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ctrl-C: the terminal signals the whole group. */
  interrupt(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  /** What its embedded server wrote. */
  serverLog(): Promise<string> {
    return readFile(join(this.folder, 'postgres', 'server.log'), 'utf8');
  }

  /** The postmaster of its embedded server; undefined while there is none. */
  async postmasterPid(): Promise<number | undefined> {
    const file = join(this.folder, 'postgres', 'data', 'postmaster.pid');
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    return Number.isNaN(pid) ? undefined : pid;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A process and those that it has started. */
export async function processTree(pid: number): Promise<readonly number[]> {
  const tree = [pid];
  const parents = await parentsOfAll();
  for (const parent of tree) tree.push(...[...parents].filter(([, of]) => of === parent).map(([child]) => child));
  return tree;
}

/** Those of the processes that are still there; a zombie is not. */
export async function alive(pids: readonly number[]): Promise<readonly number[]> {
  const parents = await parentsOfAll();
  return pids.filter((pid) => parents.has(pid));
}

async function parentsOfAll(): Promise<ReadonlyMap<number, number>> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  const parents = new Map<number, number>();
  for (const stat of stats) {
    const [, pid, state, parent] = /^(\d+) \(.*\) (\S) (\d+)/s.exec(stat) ?? [];
    if (state !== undefined && state !== 'Z') parents.set(Number(pid), Number(parent));
  }
  return parents;
}

/** Waits until the question is answered with yes. */
export async function eventually(what: string, ask: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await sleep(pollMs);
  }
}

/** True if Harbour says that it is well. */
export async function isHealthy(address: string): Promise<boolean> {
  return fetch(`${address}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
