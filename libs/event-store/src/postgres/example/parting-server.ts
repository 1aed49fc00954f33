import { connect, createServer, type Server, type Socket } from 'node:net';

const ready = Buffer.from('Z\0\0\0\x05I', 'latin1');

/** Passes everything on, but for the next connections: when it is ready, a server of these has gone in the same breath. */
export class PartingServer {
  /** How many connections have begun and ended in one. */
  parted = 0;
  #parts = 0;
  readonly #server: Server;
  readonly #target: URL;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((client) => this.#join(client));
  }

  static async before(url: string): Promise<PartingServer> {
    const server = new PartingServer(url);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as { readonly port: number }).port);
    return url.href;
  }

  /** The next so many connections end as they begin. */
  part(connections: number): void {
    this.#parts = connections;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    const end = (): void => void (client.destroy(), server.destroy());
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      if (this.#parts === 0 || !chunk.subarray(-ready.length).equals(ready)) return client.write(chunk);
      this.#parts--;
      this.parted++;
      return client.end(Buffer.concat([chunk, farewell()]));
    });
  }
}

/** What a server says that is told to end: an ErrorResponse. */
function farewell(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command', ''];
  const body = Buffer.from(fields.map((field) => `${field}\0`).join(''), 'utf8');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
