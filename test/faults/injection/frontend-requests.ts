/** What a client sends up to the point at which the server has to answer. */
export interface FrontendRequest {
  /** All of it, as it came. */
  readonly bytes: Buffer;
  /** The text of its statement, be it one that was prepared before. */
  readonly text: string;
  /** Whether it executes a statement, and is not part of the greeting. */
  readonly executes: boolean;
}

/** Cuts the stream of bytes of a client of PostgreSQL into requests. */
export class FrontendRequests {
  #bytes = Buffer.alloc(0);
  #greeted = false;
  readonly #prepared = new Map<string, string>();

  /** Takes what has come, and answers the requests that are complete with it. */
  take(chunk: Buffer): readonly FrontendRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const requests: FrontendRequest[] = [];
    for (let request = this.#next(); request !== undefined; request = this.#next()) requests.push(request);
    return requests;
  }

  #next(): FrontendRequest | undefined {
    if (!this.#greeted) return this.#greeting();
    let end = 0;
    let text = '';
    while (end + 5 <= this.#bytes.length) {
      const type = String.fromCharCode(this.#bytes[end]!);
      const next = end + 1 + this.#bytes.readInt32BE(end + 1);
      if (next > this.#bytes.length) return undefined;
      if (type === 'Q') text = textAt(this.#bytes, end + 5);
      if (type === 'P') text = this.#parsed(end + 5);
      if (type === 'B') text = this.#bound(end + 5);
      end = next;
      // Sync and Query wait for an answer; so does a word of the authentication.
      if (type === 'S' || type === 'Q' || type === 'p' || type === 'X') {
        return this.#cut(end, text, type === 'S' || type === 'Q');
      }
    }
    return undefined;
  }

  /** A name stands before the text. */
  #parsed(start: number): string {
    const name = textAt(this.#bytes, start);
    const text = textAt(this.#bytes, this.#bytes.indexOf(0, start) + 1);
    this.#prepared.set(name, text);
    return text;
  }

  /** The name of a portal stands before that of the statement, whose text was sent once only. */
  #bound(start: number): string {
    return this.#prepared.get(textAt(this.#bytes, this.#bytes.indexOf(0, start) + 1)) ?? '';
  }

  /** The first message has no type. */
  #greeting(): FrontendRequest | undefined {
    if (this.#bytes.length < 4) return undefined;
    const length = this.#bytes.readInt32BE(0);
    if (this.#bytes.length < length) return undefined;
    this.#greeted = true;
    return this.#cut(length, '', false);
  }

  #cut(end: number, text: string, executes: boolean): FrontendRequest {
    const bytes = this.#bytes.subarray(0, end);
    this.#bytes = this.#bytes.subarray(end);
    return { bytes, text, executes };
  }
}

function textAt(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}
