import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './entry.js';
import { linesOf } from './line-reader.js';

/** An entry and where it stands, so that it can be shown. */
export interface HistoryLine {
  readonly entry: Entry;
  readonly file: string;
  readonly line: number;
}

/**
 * All lines of a folder's files in the order of the steady clock, read piece by piece: a long history does not fit into
 * memory. Whoever was killed while it wrote leaves a torn line behind, the last one of its file; it is left out, since
 * what was not said to the end was not said. Any other line that cannot be read is an error.
 */
export function* readHistory(folder: string): Generator<HistoryLine, undefined> {
  const waiting = historyFiles(folder).flatMap((file) => next(entriesOf(folder, file)));
  waiting.sort((one, other) => one.head.entry.at - other.head.entry.at);
  for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
    yield first.head;
    const [following] = next(first.rest);
    if (following === undefined) continue;
    // Few lives last at a time: the place of the next line is near the front.
    const later = waiting.findIndex(({ head }) => head.entry.at > following.head.entry.at);
    waiting.splice(later < 0 ? waiting.length : later, 0, following);
  }
}

/** The files of a history, by name. */
export function historyFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
}

interface Reading {
  readonly head: HistoryLine;
  readonly rest: Generator<HistoryLine, undefined>;
}

function next(rest: Generator<HistoryLine, undefined>): readonly Reading[] {
  const { value: head } = rest.next();
  return head === undefined ? [] : [{ head, rest }];
}

function* entriesOf(folder: string, file: string): Generator<HistoryLine, undefined> {
  for (const { text, number, isTorn } of linesOf(join(folder, file))) {
    const entry = entryIn(text);
    if (entry !== undefined) yield { entry, file, line: number };
    else if (!isTorn)
      throw new Error(`Line ${number} of ${join(folder, file)} is no entry of a history: ${text.slice(0, 80)}`);
  }
}

function entryIn(text: string): Entry | undefined {
  try {
    const read = JSON.parse(text) as Partial<Entry> | null;
    const isEntry = typeof read?.word === 'string' && typeof read.at === 'number' && typeof read.process === 'string';
    return isEntry ? (read as Entry) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
