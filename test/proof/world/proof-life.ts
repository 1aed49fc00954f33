import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProofCommand, ProofProcessOptions, ProofWord } from './proof-process-options.js';
import { sourceArgv } from '../../faults/load/source-argv.js';

const main = fileURLToPath(new URL('../load/proof-process.ts', import.meta.url));
const keptOutput = 20_000;

/** How a process has ended. */
export interface LifeEnd {
  /** As `app-2.4`. */
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it was up and running by then. */
  readonly wasReady: boolean;
  /** The end of what it has printed. */
  readonly output: string;
}

/** From a start of a process to its end. */
export class ProofLife {
  /** Resolves when the process is no more. */
  readonly ended: Promise<LifeEnd>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<ProofWord['word'], ((word: ProofWord | undefined) => void)[]>();
  readonly #ready: Promise<ProofWord | undefined>;
  #isReady = false;
  #isOver = false;
  #output = '';

  constructor(
    readonly options: ProofProcessOptions,
    file: string = main,
  ) {
    this.#child = fork(file, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [...sourceArgv],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-keptOutput);
      });
    }
    this.#child.on('message', (word: ProofWord) => this.#hear(word));
    // It may be killed while it is told something.
    this.#child.on('error', () => undefined);
    // Not `exit`, which may be told of before the last of its words.
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(this.#end(code, signal)));
    });
    this.#ready = this.#next(['ready']);
    this.#child.send(options, () => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get isOver(): boolean {
    return this.#isOver || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Whether it came up, rather than to its end before. */
  async ready(): Promise<boolean> {
    return (await this.#ready) !== undefined;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Tells it something. */
  send(command: ProofCommand): void {
    if (!this.isOver && this.#child.connected) this.#child.send(command, () => undefined);
  }

  /** Tells it something, and waits for one of the answers; undefined if it ends before. */
  ask(command: ProofCommand, answers: readonly ProofWord['word'][]): Promise<ProofWord | undefined> {
    const answer = this.#next(answers);
    this.send(command);
    return answer;
  }

  #next(words: readonly ProofWord['word'][]): Promise<ProofWord | undefined> {
    if (this.#isOver) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      for (const word of words) this.#waiting.set(word, [...(this.#waiting.get(word) ?? []), resolve]);
    });
  }

  #hear(said: ProofWord): void {
    if (said.word === 'ready') this.#isReady = true;
    const waiting = this.#waiting.get(said.word) ?? [];
    this.#waiting.delete(said.word);
    for (const resolve of waiting) resolve(said);
  }

  #end(code: number | null, signal: NodeJS.Signals | null): LifeEnd {
    this.#isOver = true;
    for (const resolve of [...this.#waiting.values()].flat()) resolve(undefined);
    this.#waiting.clear();
    return { name: this.options.name, code, signal, wasReady: this.#isReady, output: this.#output.trim() };
  }
}
