import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type SampleOptions, sampleStatement } from './sample-statement.js';

const linesPerWrite = 500;

/** Writes a sample to a file, or as fast as it is taken to a stream. A reader who wants no more, as `head`, is no error. */
export async function writeSample(options: SampleOptions, to: string | Writable): Promise<void> {
  const sink = typeof to === 'string' ? createWriteStream(to) : to;
  try {
    await pipeline(Readable.from(inPieces(sampleStatement(options))), sink);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function* inPieces(lines: Iterable<string>): Generator<string, void, undefined> {
  let piece: string[] = [];
  for (const line of lines) {
    if (piece.push(line) < linesPerWrite) continue;
    yield piece.join('');
    piece = [];
  }
  if (piece.length > 0) yield piece.join('');
}
