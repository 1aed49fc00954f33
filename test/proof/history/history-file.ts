import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hrtime } from 'node:process';
import type { Entry } from './entry.js';

/** An entry as its writer gives it: who writes, and when, is added to it. */
export type Said = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'process' | 'at'> : never) : never;

/** Where one life of a process writes its lines. */
export class HistoryFile {
  private constructor(
    private readonly process: string,
    private readonly file: number,
  ) {}

  static open(folder: string, process: string): HistoryFile {
    mkdirSync(folder, { recursive: true });
    return new HistoryFile(process, openSync(join(folder, `${process}.jsonl`), 'a'));
  }

  /** One synchronous write of one line: whoever is killed after it has said it. */
  write(said: Said): void {
    const { process } = this;
    const at = Number(hrtime.bigint() / 1000n) / 1000;
    const line = Buffer.from(`${JSON.stringify({ process, at, ...said })}\n`);
    // A write may take a part only, where a disk is nearly full; a line must not end in the middle for that.
    for (let written = 0; written < line.length;) written += writeSync(this.file, line, written);
  }

  close(): void {
    closeSync(this.file);
  }
}
