import type { Closeable } from './closing.js';
import { SourceProcess } from './source-process.js';
import type { SubscribingOptions, SubscribingWord } from './subscribing-options.js';

const main = new URL('./subscribing-process.ts', import.meta.url);

/** A process that reads the log durably, as its parent has it. */
export class Subscribing implements Closeable {
  /** What it has said, in order. */
  readonly said: (SubscribingWord & { readonly at: number })[] = [];

  private constructor(private readonly process: SourceProcess) {
    process.listen((word: SubscribingWord) => this.said.push({ ...word, at: performance.now() }));
  }

  /** Begins a process; answers at once. */
  static begin(options: SubscribingOptions): Subscribing {
    return new Subscribing(SourceProcess.begin(`"${options.worker}"`, main, JSON.stringify(options)));
  }

  static async start(options: SubscribingOptions): Promise<Subscribing> {
    const process = Subscribing.begin(options);
    await process.has('started');
    return process;
  }

  get isAlive(): boolean {
    return this.process.isAlive;
  }

  times(word: string): number {
    return this.said.filter((said) => said.word === word).length;
  }

  /** Waits until it has said something. @throws Error it has ended without */
  async has(word: string): Promise<void> {
    while (this.times(word) === 0) await this.process.says();
  }

  signal(name: NodeJS.Signals): void {
    this.process.signal(name);
  }

  /** Tells it something. */
  tell(word: 'start' | 'stop'): void {
    this.process.send(word);
  }

  async ended(): Promise<void> {
    await this.process.ended;
  }

  /** Waits until it has killed itself. @throws Error it has ended otherwise */
  async killed(): Promise<void> {
    await this.process.killed();
  }

  /** Lets it finish what is under way. */
  async stop(): Promise<void> {
    this.tell('stop');
    await this.ended();
  }

  async close(): Promise<void> {
    await this.process.close();
  }
}
