import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Closeable } from './closing.js';
import type { ReleaseCommand, ReleaseOptions, ReleaseWord, ViewRead } from './release-words.js';
import { sourceArgv } from './source-argv.js';

const main = fileURLToPath(new URL('./release-process.ts', import.meta.url));

/** What came of a command. */
export type Answer = 'done' | 'died' | { readonly refused: string };

type Dying = Extract<ReleaseWord, { readonly word: 'dying' }>;

/** A process of a release of the application, as its parent has it. */
export class Release implements Closeable {
  readonly reads: ViewRead[] = [];
  /** Undefined unless it has killed itself: where it was. */
  dying: Dying | undefined;
  readonly #calls = new Map<number, (answer: Answer) => void>();
  readonly #exited: Promise<unknown>;
  #call = 0;

  private constructor(private readonly child: ChildProcess) {
    this.#exited = once(child, 'exit').then(() => {
      for (const answer of this.#calls.values()) answer('died');
    });
    child.on('message', (word: ReleaseWord) => this.#hear(word));
  }

  /** A process that waits to be told what it is; answers at once. */
  static reserve(): Release {
    const child = fork(main, {
      execArgv: [...sourceArgv],
    });
    return new Release(child);
  }

  /** Has it become what it is to be; answers when it has started, or is no more. */
  async start(options: ReleaseOptions): Promise<this> {
    const started = Promise.race([once(this.child, 'message'), this.#exited]);
    this.child.send(options);
    await started;
    if (!this.isAlive && this.dying === undefined) throw new Error(`"${options.name}" has not started.`);
    return this;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Has it do something; answers when it is done, or when it is no more. */
  async ask(command: ReleaseCommand): Promise<Answer> {
    if (!this.isAlive) return 'died';
    const call = ++this.#call;
    return new Promise<Answer>((resolve) => {
      this.#calls.set(call, resolve);
      this.child.send({ call, command }, (error) => {
        if (error !== null) resolve('died');
      });
    });
  }

  async ended(): Promise<void> {
    await this.#exited;
  }

  /** Kills it; answers whether it was alive. */
  kill(): boolean {
    return this.isAlive && this.child.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.kill();
    await this.#exited;
  }

  #hear(word: ReleaseWord): void {
    if (word.word === 'read') this.reads.push(...word.reads);
    else if (word.word === 'dying') this.dying = word;
    else if (word.word !== 'started') {
      this.#calls.get(word.call)?.(word.word === 'done' ? 'done' : { refused: word.why });
      this.#calls.delete(word.call);
    }
  }
}
