import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * A partner's endpoint: takes what is signed with the secret, each idempotency key once. It can answer with an error, go
 * down, and come back under the same address.
 */
export class WebhookReceiver {
  /** What has taken effect, in order. */
  readonly effects: unknown[] = [];
  /** How many requests came, in whatever state. */
  requests = 0;
  /** How it answers what is right; 204 is success. */
  status = 204;
  readonly #known = new Set<string>();
  #server: Server | undefined;
  #port = 0;

  constructor(private readonly secret: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}/events`;
  }

  async comeUp(): Promise<void> {
    const server = createServer((request, response) => void this.#receive(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async goDown(): Promise<void> {
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    this.#server = undefined;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    const body = await text(request);
    if (!this.#isSigned(body, request.headers['x-signature'])) {
      response.writeHead(401).end();
      return;
    }
    const key = String(request.headers['idempotency-key']);
    if (this.status < 300 && !this.#known.has(key)) {
      this.#known.add(key);
      this.effects.push(JSON.parse(body));
    }
    response.writeHead(this.status).end();
  }

  #isSigned(body: string, signature: string | string[] | undefined): boolean {
    const given = Buffer.from(String(signature), 'hex');
    const expected = createHmac('sha256', this.secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
