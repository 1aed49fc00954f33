import { setTimeout as sleep } from 'node:timers/promises';
import { untilBack } from '../injection/server-processes.js';
import type { MovingHouse } from './moving.js';
import type { MovingTroubles } from './moving-words.js';
import type { OwnServer } from './own-server.js';
import type { SourceProcess } from './source-process.js';

/** What happens to two processes that move money, and to the server on which they stand. */
export class Misfortune {
  readonly #processes: SourceProcess[] = [];

  constructor(
    private readonly house: MovingHouse,
    private readonly own: Pick<OwnServer, 'server' | 'url'>,
    private readonly troubles: MovingTroubles,
  ) {}

  async begin(): Promise<void> {
    this.#processes.push(...(await Promise.all([this.house.start(this.troubles), this.house.start(this.troubles)])));
  }

  /** Kills one of the two, and starts another in its place. */
  async kill(): Promise<void> {
    const place = Math.floor(Math.random() * this.#processes.length);
    await this.#processes[place]?.close();
    this.#processes[place] = await this.house.start(this.troubles);
  }

  async killAll(): Promise<void> {
    for (const process of this.#processes.splice(0)) await process.close();
  }

  /** One of them stands still for longer than what it has claimed stands. */
  async stop(forMs: number): Promise<void> {
    const process = this.#processes[Math.floor(Math.random() * this.#processes.length)];
    process?.signal('SIGSTOP');
    await sleep(forMs);
    process?.signal('SIGCONT');
  }

  /** PostgreSQL is killed, and comes back. */
  async crash(): Promise<void> {
    await this.own.server.kill();
    await untilBack(this.own.server, this.own.url);
  }
}
