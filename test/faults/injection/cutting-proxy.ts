import type { Socket } from 'node:net';
import { FrontendRequests, type FrontendRequest } from './frontend-requests.js';
import { ServerProxy } from './server-proxy.js';

/**
 * When the connection of a request is cut: before the server hears of it, when it has heard and not answered, or when
 * it has done everything and its answer is on the way.
 */
export type Cut = 'before-the-server' | 'before-the-answer' | 'before-the-client';

/** Judges each request that executes a statement; undefined lets it pass. */
export type Decide = (request: FrontendRequest) => Cut | undefined;

/** Cuts connections where nobody else can. */
export class CuttingProxy extends ServerProxy {
  /** How often it has cut, by the moment. */
  readonly cuts: Record<Cut, number> = { 'before-the-server': 0, 'before-the-answer': 0, 'before-the-client': 0 };

  private constructor(
    target: string,
    private readonly decide: Decide,
  ) {
    super(target);
  }

  /** Listens in front of the server of a URL. */
  static before(url: string, decide: Decide): Promise<CuttingProxy> {
    return new CuttingProxy(url, decide).listening();
  }

  get count(): number {
    return Object.values(this.cuts).reduce((sum, cuts) => sum + cuts, 0);
  }

  protected override between(client: Socket, server: Socket): void {
    let withholding = false;
    const requests = new FrontendRequests();
    client.on('data', (chunk) => {
      for (const request of requests.take(chunk)) {
        const cut = request.executes ? this.decide(request) : undefined;
        if (cut !== undefined) this.cuts[cut]++;
        if (cut === 'before-the-server') return void server.destroy();
        server.write(request.bytes);
        if (cut === 'before-the-client') withholding = true;
        if (cut === 'before-the-answer') {
          // As if the machine of the client were gone: the server gets the request, and later nobody to answer to.
          withholding = true;
          client.destroy();
          return;
        }
      }
    });
    server.on('data', (chunk) => {
      if (!withholding) client.write(chunk);
      else if (saysReady(chunk)) server.destroy();
    });
  }
}

/** ReadyForQuery, which comes last: type, length 5, transaction status. By then a commit is done. */
function saysReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk[chunk.length - 6] === 0x5a && chunk.readInt32BE(chunk.length - 5) === 5;
}
