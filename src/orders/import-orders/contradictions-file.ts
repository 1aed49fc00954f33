import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Contradiction } from './contradiction.js';

/** A CSV file of all contradictions, in the order of the orders. */
export class ContradictionsFile {
  private constructor(private readonly stream: WriteStream) {}

  /** @throws what the file system answers */
  static async create(path: string): Promise<ContradictionsFile> {
    const stream = createWriteStream(path);
    await once(stream, 'open');
    stream.write('kind,file,line,order_id,says\n');
    return new ContradictionsFile(stream);
  }

  readonly write = (found: readonly Contradiction[]): void => {
    for (const { kind, file, line, orderId, says } of found) {
      this.stream.write(`${kind},${file},${line},${orderId},"${says.replaceAll('"', '""')}"\n`);
    }
  };

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }
}
