import type { Socket } from 'node:net';
import { ServerProxy } from './server-proxy.js';

/**
 * For some time swallows whatever the server says: requests arrive and are done, connections stay, answers never come. A
 * connection of which something was swallowed is silent for ever.
 */
export class SilentProxy extends ServerProxy {
  /** How many pieces of answers it has swallowed. */
  swallowed = 0;
  #silent = false;

  /** Listens in front of the server of a URL. */
  static before(url: string): Promise<SilentProxy> {
    return new SilentProxy(url).listening();
  }

  fallSilent(): void {
    this.#silent = true;
  }

  /** Connections that are opened from now on, and those of which nothing was swallowed, get their answers. */
  speak(): void {
    this.#silent = false;
  }

  protected override between(client: Socket, server: Socket): void {
    let lost = false;
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      lost ||= this.#silent;
      if (lost) this.swallowed++;
      else client.write(chunk);
    });
  }
}
