import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between clients and PostgreSQL; what it does to their talk is for the kinds of it to say. */
export abstract class ServerProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: URL;

  /** @param target the URL of the server */
  protected constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((client) => this.#join(client));
  }

  /** Passes on, or does not, what the two say to each other. */
  protected abstract between(client: Socket, server: Socket): void;

  /** One of the two has ended, or was cut off: by default the end of one is the other's, too. */
  protected ended(client: Socket, server: Socket): void {
    client.destroy();
    server.destroy();
  }

  /** Listens on a port of its own. */
  protected async listening(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** The URL with the proxy in the place of the server. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** From now on it leads to another server; who is connected to the one before is cut off. */
  protected lead(target: string): void {
    this.#target = new URL(target);
    this.#cutAll();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#cutAll();
    await closed;
  }

  #cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(client: Socket): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    const end = (): void => this.ended(client, server);
    for (const socket of [client, server]) {
      this.#sockets.add(socket.setNoDelay(true));
      // A reset is how a cut shows on the other side.
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    this.between(client, server);
  }
}
