/** What a server says, cut into messages. */
export interface BackendMessage {
  /** As `Z`, which is ReadyForQuery. */
  readonly type: string;
  /** All of it, with its type and its length. */
  readonly bytes: Buffer;
}

/** Cuts the stream of bytes of a PostgreSQL server into messages. */
export class BackendMessages {
  #bytes: Buffer = Buffer.alloc(0);

  /** Takes what has come, and answers the messages that are complete with it. */
  take(chunk: Buffer): readonly BackendMessage[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const messages: BackendMessage[] = [];
    let start = 0;
    while (start + 5 <= this.#bytes.length) {
      const end = start + 1 + this.#bytes.readInt32BE(start + 1);
      if (end > this.#bytes.length) break;
      messages.push({ type: String.fromCharCode(this.#bytes[start]!), bytes: this.#bytes.subarray(start, end) });
      start = end;
    }
    this.#bytes = this.#bytes.subarray(start);
    return messages;
  }
}
