import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A document as it is found. */
export interface IndexedDocument {
  readonly version: number;
  readonly document: unknown;
}

/** A search index over HTTP: `PUT /documents/:id?version=3`, refused with 409 unless the version is above the known one. */
export class DocumentIndex {
  readonly documents = new Map<string, IndexedDocument>();
  /** How many requests were refused as old. */
  refused = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#put(request, response));
  }

  static async open(): Promise<DocumentIndex> {
    const index = new DocumentIndex();
    await new Promise<void>((resolve) => index.#server.listen(0, '127.0.0.1', resolve));
    return index;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #put(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const [id, version] = [
      decodeURIComponent(pathname.replace('/documents/', '')),
      Number(searchParams.get('version')),
    ];
    const document: unknown = await json(request);
    const isNew = version > (this.documents.get(id)?.version ?? 0);
    if (isNew) this.documents.set(id, { version, document });
    else this.refused++;
    response.writeHead(isNew ? 200 : 409).end();
  }
}
