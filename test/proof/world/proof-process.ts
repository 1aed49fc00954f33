import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryFile } from '../history/history-file.js';
import { ProcessEnded } from './process-ended.error.js';
import type { ProofCommand, ProofProcessOptions, ProofWord } from './proof-process-options.js';
import { type LifeEnd, ProofLife } from './proof-life.js';

const beginsAgainAfterMs = 300;

const answers = {
  rest: ['quiet'],
  idle: ['idle'],
  rebuild: ['rebuilt', 'refused'],
  leave: [],
} as const satisfies Record<ProofCommand['do'], readonly ProofWord['word'][]>;

/** What a command is answered with; undefined after one that is only heard. */
type AnswerTo<D extends ProofCommand['do']> = (typeof answers)[D] extends readonly []
  ? undefined
  : Extract<ProofWord, { readonly word: (typeof answers)[D][number] }>;

export interface ProofProcessBeginning extends ProofProcessOptions {
  /** Without the number of a life: `app-2`. */
  readonly name: string;
  /** Where the run notes what it does to processes. */
  readonly history: Pick<HistoryFile, 'write'>;
  /** The main file. Default: the application under proof. */
  readonly file?: string;
}

/**
 * A process under proof as the run has it: one life after the other, each with a name of its own. One that cannot begin,
 * such as while there is no server, begins again by itself, as under a supervisor; one that is up and ends untold is
 * remembered in `deaths`.
 */
export class ProofProcess {
  /** Ends that nobody has asked for, of lives that were up. */
  readonly deaths: LifeEnd[] = [];
  /** How often a life has ended before it was up. */
  failedBeginnings = 0;
  /** The last of them. */
  lastFailure: LifeEnd | undefined;
  #life: ProofLife;
  #lives = 0;
  #isToldToEnd = false;
  #isStopped = false;
  #clockOffMs: number;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(private readonly beginning: ProofProcessBeginning) {
    this.#clockOffMs = beginning.clockOffMs;
    this.#life = this.#begin();
  }

  /** Begins the first life; answers at once. */
  static begin(beginning: ProofProcessBeginning): ProofProcess {
    return new ProofProcess(beginning);
  }

  /** As `app-2.4`. */
  get name(): string {
    return this.#life.options.name;
  }

  get pid(): number {
    return this.#life.pid;
  }

  get isAlive(): boolean {
    return !this.#life.isOver;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Waits until it is up, in this life or the next one; false if it was told to end before. */
  async ready(): Promise<boolean> {
    for (;;) {
      const life = this.#life;
      if (await life.ready()) return true;
      await life.ended;
      if (this.#isToldToEnd && life === this.#life) return false;
      if (life === this.#life) await sleep(beginsAgainAfterMs / 10);
    }
  }

  /**
   * Tells it something and waits for the answer, or until it has left.
   *
   * @throws ProcessEnded if it is no more, or ends before it has answered
   */
  async tell<D extends ProofCommand['do']>(command: ProofCommand & { readonly do: D }): Promise<AnswerTo<D>> {
    const life = this.#life;
    if (life.isOver) throw new ProcessEnded(this.name, command.do);
    if (command.do === 'leave') this.#isToldToEnd = true;
    const words: readonly ProofWord['word'][] = answers[command.do];
    if (words.length === 0) {
      life.send(command);
      if (command.do === 'leave') await life.ended;
      return undefined as AnswerTo<D>;
    }
    const answer = await life.ask(command, words);
    if (answer === undefined) throw new ProcessEnded(life.options.name, command.do);
    return answer as AnswerTo<D>;
  }

  /** Kills it, and waits until it is no more. `restart` brings it back. */
  kill(): Promise<void> {
    return this.#inTurn(() => this.#kill());
  }

  /** By SIGSTOP. */
  stop(): void {
    if (!this.isAlive) return;
    this.#isStopped = true;
    this.#life.signal('SIGSTOP');
    this.#note('stopped');
  }

  /** By SIGCONT. */
  continue(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#note('continued');
    this.#life.signal('SIGCONT');
  }

  /** Begins its next life, by a kill if need be; does not wait until it is up. What is not given stays. */
  restart({ clockOffMs = this.#clockOffMs }: { readonly clockOffMs?: number } = {}): Promise<void> {
    return this.#inTurn(async () => {
      await this.#kill();
      this.#clockOffMs = clockOffMs;
      this.#life = this.#begin();
    });
  }

  async #kill(): Promise<void> {
    this.#isToldToEnd = true;
    if (!this.#life.isOver) {
      // Noted before: whatever it does not answer from now on has a reason.
      this.#note('killed');
      this.#life.signal('SIGKILL');
    }
    await this.#life.ended;
    this.#isStopped = false;
  }

  #begin(): ProofLife {
    const { url, seed, folder, receiver, leaseMs, build, calls, file } = this.beginning;
    const number = ++this.#lives;
    this.#isToldToEnd = false;
    const name = `${this.beginning.name}.${number}`;
    const clockOffMs = this.#clockOffMs;
    const options = { url, name, seed: seed + number, folder, receiver, leaseMs, build, clockOffMs, calls };
    const life = new ProofLife(options, file);
    void life.ended.then((end) => this.#judge(life, end));
    return life;
  }

  async #judge(life: ProofLife, end: LifeEnd): Promise<void> {
    if (this.#isToldToEnd || life !== this.#life) return;
    if (end.wasReady) this.deaths.push(end);
    else {
      this.failedBeginnings++;
      this.lastFailure = end;
    }
    await sleep(beginsAgainAfterMs);
    await this.#inTurn(() => {
      if (!this.#isToldToEnd && life === this.#life) this.#life = this.#begin();
      return Promise.resolve();
    });
  }

  #note(phase: 'killed' | 'stopped' | 'continued'): void {
    this.beginning.history.write({ word: 'process', phase, of: this.name });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
