import { closeSync, openSync, readSync } from 'node:fs';

/** A line of a file: its number, counted from 1, and whether the file ends before the line does. */
export interface Line {
  readonly text: string;
  readonly number: number;
  readonly isTorn: boolean;
}

const chunkBytes = 1 << 20;

/** The lines of a file, of which no more than a chunk is in memory at a time. */
export function* linesOf(path: string): Generator<Line, undefined> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let rest = Buffer.alloc(0);
    let number = 0;
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      // A line's bytes are put together before they are decoded: a chunk may end within a letter.
      const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        yield { text: bytes.toString('utf8', start, end), number: ++number, isTorn: false };
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    if (rest.length > 0) yield { text: rest.toString('utf8'), number: ++number, isTorn: true };
  } finally {
    closeSync(file);
  }
}
