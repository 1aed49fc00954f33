import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';

// A line holds one event: more than the largest payload and metadata that a store can be set to take at once.
const longest = 160_000_000;

/** A line that can be none of an export. */
export const unreadable = Symbol('unreadable');

/** The lines of a text file in UTF-8, without their ends; `unreadable` where it is none, or a line has no end. */
export async function* linesOfFile(path: string): AsyncGenerator<string | typeof unreadable, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of createReadStream(path)) {
    const text = decoded(decoder, chunk as Buffer);
    if (text === undefined || rest.length > longest) return yield unreadable;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  const end = decoded(decoder);
  if (end === undefined) return yield unreadable;
  if (rest + end !== '') yield rest + end;
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string | undefined {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return undefined;
  }
}
