import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FrontendRequests, type FrontendRequest } from './frontend-requests.js';

/**
 * When the connection of a request is cut: before the server hears of it, when it has heard and not answered, or when
 * it has done everything and its answer is on the way.
 */
export type Cut = 'before-the-server' | 'before-the-answer' | 'before-the-client';

/** Judges each request that executes a statement; undefined lets it pass. */
export type Decide = (request: FrontendRequest) => Cut | undefined;

/** Stands between a client and PostgreSQL, and cuts connections where nobody else can. */
export class CuttingProxy {
  /** How often it has cut, by the moment. */
  readonly cuts: Record<Cut, number> = { 'before-the-server': 0, 'before-the-answer': 0, 'before-the-client': 0 };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly target: URL,
    private readonly decide: Decide,
  ) {
    this.#server = createServer((client) => this.#join(client));
  }

  /** Listens on a port of its own in front of the server of a URL. */
  static async before(url: string, decide: Decide): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(new URL(url), decide);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The URL with the proxy in the place of the server. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  get count(): number {
    return Object.values(this.cuts).reduce((sum, cuts) => sum + cuts, 0);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    let withholding = false;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket.setNoDelay(true));
      // A reset is how a cut shows on the other side.
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    const requests = new FrontendRequests();
    client.on('data', (chunk) => {
      for (const request of requests.take(chunk)) {
        const cut = request.executes ? this.decide(request) : undefined;
        if (cut !== undefined) this.cuts[cut]++;
        if (cut === 'before-the-server') return end();
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
      else if (saysReady(chunk)) end();
    });
  }
}

/** ReadyForQuery, which comes last: type, length 5, transaction status. By then a commit is done. */
function saysReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk[chunk.length - 6] === 0x5a && chunk.readInt32BE(chunk.length - 5) === 5;
}
