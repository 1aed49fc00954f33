import { Http2ServerResponse } from 'node:http2';
import type { Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** So long a request may be on its way to a connection that is open already. */
const onItsWayMs = 50;
/** So long connections that come without end are taken. */
const quietWithinMs = 1_000;
const shortTurnMs = 1;

/** The requests that an HTTP server has taken and not answered yet. */
export class RequestsUnderWay {
  readonly #responses = new Set<ServerResponse>();
  readonly #whenNone = new Set<() => void>();
  #connections = 0;
  #isClosing = false;

  constructor(private readonly server: Server) {
    // In front, because whatever answers afterwards may send the headers at once.
    server.prependListener('request', (_request, response) => this.#take(response));
    server.on('connection', () => (this.#connections += 1));
  }

  /**
   * Takes no connection any more, and waits until every request is answered. A client that keeps its connection busy is
   * told with its next answer to open another one elsewhere; without that, `server.close()` alone would never end.
   *
   * @returns how many requests were cut off, because they had not been answered in time
   */
  async drain(withinMs: number): Promise<number> {
    if (!this.server.listening) return 0;
    const isInUse = await hasConnections(this.server);
    if (isInUse) await sleep(onItsWayMs);
    await this.#quietTurn();
    // Not the HTTP server's own close: that one also closes connections on which a request has just been sent.
    Listener.prototype.close.call(this.server);
    this.#isClosing = true;
    for (const response of this.#responses) endConnectionAfter(response);
    if (isInUse) await sleep(onItsWayMs);
    await this.#noneWithin(withinMs);
    const left = this.#responses.size;
    if (left > 0) this.server.closeAllConnections();
    return left;
  }

  #take(response: ServerResponse): void {
    this.#responses.add(response);
    if (this.#isClosing) endConnectionAfter(response);
    response.once('close', () => {
      this.#responses.delete(response);
      if (this.#responses.size === 0) for (const tell of this.#whenNone) tell();
    });
  }

  /**
   * Until a turn of the event loop was short and has brought no connection: those that come while it lasts are held by
   * the kernel, which resets them when nobody listens any more.
   */
  async #quietTurn(): Promise<void> {
    const deadline = performance.now() + quietWithinMs;
    for (;;) {
      const [begun, before] = [performance.now(), this.#connections];
      await nextTurn();
      const now = performance.now();
      if ((this.#connections === before && now - begun < shortTurnMs) || now > deadline) return;
    }
  }

  async #noneWithin(ms: number): Promise<void> {
    if (this.#responses.size === 0) return;
    const late = new AbortController();
    const none = new Promise<void>((resolve) => this.#whenNone.add(resolve));
    await Promise.race([none, sleep(ms, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
  }
}

function endConnectionAfter(response: ServerResponse): void {
  // HTTP/2 has no such header; it ends its sessions by itself.
  if (!response.headersSent && !((response as unknown) instanceof Http2ServerResponse)) {
    response.setHeader('Connection', 'close');
  }
}

function hasConnections(server: Server): Promise<boolean> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error === null && count > 0)));
}
