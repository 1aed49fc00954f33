import type { Socket } from 'node:net';
import { ServerProxy } from './server-proxy.js';

/** The address by which clients know the primary: it leads to another server once that has taken over. */
export class MovingAddress extends ServerProxy {
  static before(target: string): Promise<MovingAddress> {
    return new MovingAddress(target).listening();
  }

  /** Leads to the server of a URL from now on. */
  moveTo(target: string): void {
    this.lead(target);
  }

  protected override between(client: Socket, server: Socket): void {
    client.pipe(server).pipe(client);
  }
}
