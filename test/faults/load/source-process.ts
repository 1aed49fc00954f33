import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Closeable } from './closing.js';
import { sourceArgv } from './source-argv.js';

const keptComplaints = 10_000;

/** How a process has ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A process that runs one of the sources, as its parent has it. Whoever waits for its word and meets its death is told of
 * that, with what it has complained of.
 */
export class SourceProcess implements Closeable {
  /** Settles when it is no more and all that it has said was heard. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #said: unknown[] = [];
  #complaints = '';
  #ending: Ending | undefined;
  #isDisconnected = false;

  private constructor(
    private readonly name: string,
    file: URL,
    args: readonly string[],
  ) {
    this.#child = fork(fileURLToPath(file), args, {
      execArgv: [...sourceArgv],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-keptComplaints);
    });
    this.#child.on('message', (word) => this.#said.push(word));
    // It may be killed while it is told something.
    this.#child.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#ending ??= { code, signal };
        resolve(this.#ending);
      };
      // Not `exit`, which may be told of before the last of its words; but of one whose channel was closed on this side Node
      // tells no `close`, and there are no more words.
      this.#child.once('close', end);
      this.#child.once('exit', (code, signal) => {
        if (this.#isDisconnected) end(code, signal);
      });
    });
  }

  /** @param name how errors speak of it */
  static begin(name: string, file: URL, ...args: readonly string[]): SourceProcess {
    return new SourceProcess(name, file, args);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Has all its words heard at once. */
  listen<Word>(hear: (word: Word) => void): void {
    this.#child.on('message', (word) => hear(word as Word));
  }

  /** The first of its words that nobody has waited for. @throws Error it has ended without one */
  async says(): Promise<unknown> {
    while (this.#said.length === 0) {
      if (this.#ending !== undefined) throw this.death();
      await Promise.race([once(this.#child, 'message'), this.ended]);
    }
    return this.#said.shift();
  }

  /** Waits until it has been killed, or has killed itself. @throws Error it has ended otherwise */
  async killed(): Promise<void> {
    if ((await this.ended).signal !== 'SIGKILL') throw this.death();
  }

  /** What it has died of. */
  death(): Error {
    const { code, signal } = this.#ending ?? { code: this.#child.exitCode, signal: this.#child.signalCode };
    return new Error(`${this.name} ended with ${signal ?? code}. It complained:\n${this.#complaints}`);
  }

  /** Tells it something; nothing happens if it is no more. */
  send(word: object | string): void {
    if (this.isAlive && this.#child.connected) this.#child.send(word, () => undefined);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  disconnect(): void {
    this.#isDisconnected = true;
    if (this.#child.connected) this.#child.disconnect();
  }

  async close(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }
}
