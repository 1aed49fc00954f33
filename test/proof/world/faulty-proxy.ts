import type { Socket } from 'node:net';
import { ServerProxy } from '../../faults/injection/server-proxy.js';
import { CommitCuts, type CutMoment } from './commit-cuts.js';
import { FaultyLink, type LineFaults, type Side } from './faulty-link.js';

/** Stands between one process and PostgreSQL, and passes everything on as long as nothing else is asked of it. */
export class FaultyProxy extends ServerProxy {
  readonly #links = new Map<Socket, FaultyLink>();
  readonly #line: LineFaults = {
    delayMs: { toServer: 0, toClient: 0 },
    isDeaf: false,
    cutsToMake: () => this.#cuts.find((cuts) => cuts.take()),
    lostNotification: () => {
      this.#lost++;
    },
    latePiece: () => {
      this.#late++;
    },
  };
  #cuts: readonly CommitCuts[] = [];
  #refuses = false;
  #lost = 0;
  #late = 0;

  /** Listens in front of the server of a URL. */
  static before(serverUrl: string): Promise<FaultyProxy> {
    return new FaultyProxy(serverUrl).listening();
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#links.size;
  }

  /** How many notifications have got lost so far. */
  get lostNotifications(): number {
    return this.#lost;
  }

  /** How many pieces of what was said have arrived late so far. */
  get latePieces(): number {
    return this.#late;
  }

  /**
   * Cuts the connections of the next commits: before the server hears of them, or when it has done them and its answer
   * is on the way. Answers how many it has cut once that is all of them, or it was told that no more are wanted.
   */
  async cutAtNextCommits(count: number, moment: CutMoment, signal: AbortSignal): Promise<number> {
    const cuts = new CommitCuts(count, moment);
    const stop = (): void => cuts.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#cuts = [...this.#cuts, cuts];
    try {
      return await cuts.done;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#cuts = this.#cuts.filter((others) => others !== cuts);
    }
  }

  /** What is said from now on arrives so many milliseconds later; on time again with 0. */
  delay(toServer: number, toClient = toServer): void {
    this.#line.delayMs = { toServer, toClient };
  }

  /**
   * Takes one side away from the connections that there are: the other one sees no end and no byte any more. New
   * connections are whole. Answers how many it has made half open.
   */
  fallSilent(gone: Side): number {
    return [...this.#links.values()].filter((link) => link.lose(gone)).length;
  }

  /** The side that was left hears of the end now. */
  speak(): void {
    for (const link of this.#links.values()) if (link.isHalfOpen) link.cut();
  }

  /** Notifications get lost from now on, or arrive again. */
  deafen(on: boolean): void {
    this.#line.isDeaf = on;
  }

  /** New connections are ended at once from now on, or taken again. */
  refuse(on: boolean): void {
    this.#refuses = on;
  }

  /** Ends all connections; answers how many there were. */
  cutAll(): number {
    const links = [...this.#links.values()];
    for (const link of links) link.cut();
    return links.length;
  }

  /** Passes everything on again. What is half open ends, so that nobody waits for ever. */
  heal(): void {
    for (const cuts of this.#cuts) cuts.stop();
    this.delay(0);
    this.deafen(false);
    this.refuse(false);
    this.speak();
  }

  override async close(): Promise<void> {
    this.heal();
    for (const link of this.#links.values()) link.close();
    await super.close();
  }

  protected override between(client: Socket, server: Socket): void {
    if (this.#refuses) return void client.destroy();
    this.#links.set(client, new FaultyLink(client, server, this.#line));
  }

  protected override ended(client: Socket, server: Socket): void {
    const link = this.#links.get(client);
    if (link === undefined) return super.ended(client, server);
    link.ended();
    if (client.destroyed && server.destroyed) this.#links.delete(client);
  }
}
