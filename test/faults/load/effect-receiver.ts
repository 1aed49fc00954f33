import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closeable } from './closing.js';

/** What somebody wants to have done elsewhere. */
export interface Effect {
  readonly key: string;
  readonly stream: string;
  readonly version: number;
}

/** Where effects happen: over HTTP, in another process than the one that wants them, which may die meanwhile. */
export class EffectReceiver implements Closeable {
  /** All requests, copies included, in the order in which they came. */
  readonly requests: Effect[] = [];
  lastAt = performance.now();
  /** Called when a request has taken effect and is not answered yet. */
  received: () => void = () => undefined;
  /** How long a request that has taken effect waits for its answer, in milliseconds: whoever dies then has not heard. */
  answersAfterMs = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<EffectReceiver> {
    const server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        receiver.#note((await json(request)) as Effect);
        await sleep(receiver.answersAfterMs);
        response.writeHead(204).end();
      };
      // Whoever has asked may be dead by now.
      answer().catch(() => response.destroy());
    });
    const receiver: EffectReceiver = new EffectReceiver(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What has taken effect: each key once, where it came first. */
  get effects(): readonly Effect[] {
    return [...new Map(this.requests.toReversed().map((effect) => [effect.key, effect])).values()].reverse();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #note(effect: Effect): void {
    this.requests.push(effect);
    this.lastAt = performance.now();
    this.received();
  }
}
