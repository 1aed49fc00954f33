import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const everyMs = { terminal: 1_000, elsewhere: 10_000 };
const chunk = Buffer.alloc(1 << 20);
const invoked = '"word":"invoked"';
const unknown = '"word":"unknown"';

/** What a run has come to so far, from what has been added to its history. */
export class Progress {
  calls = 0;
  faults = 0;
  unknown = 0;
  lastFault = '';
  readonly #read = new Map<string, { offset: number; rest: string }>();

  constructor(private readonly folder: string) {}

  look(): this {
    for (const file of readdirSync(this.folder)) this.#lookInto(file);
    return this;
  }

  toString(): string {
    const { calls, faults, lastFault } = this;
    return `${counted(calls)} calls, ${faults} faults${lastFault === '' ? '' : `, the last one ${lastFault}`}`;
  }

  #lookInto(file: string): void {
    const known = this.#read.get(file) ?? { offset: 0, rest: '' };
    this.#read.set(file, known);
    const handle = openSync(join(this.folder, file), 'r');
    try {
      for (;;) {
        const length = readSync(handle, chunk, 0, chunk.length, known.offset);
        if (length === 0) return;
        known.offset += length;
        // Names and words are plain; a character that is torn elsewhere harms nobody.
        const lines = (known.rest + chunk.toString('latin1', 0, length)).split('\n');
        known.rest = lines.pop() ?? '';
        for (const line of lines) this.#count(line);
      }
    } finally {
      closeSync(handle);
    }
  }

  #count(line: string): void {
    if (line.includes(invoked)) this.calls++;
    else if (line.includes(unknown)) this.unknown++;
    else if (line.includes('"word":"fault"') && line.includes('"phase":"begun"')) {
      this.faults++;
      this.lastFault = /"fault":"([^"]*)"/.exec(line)?.[1] ?? '';
    }
  }
}

/** Says every now and then how far a run is; on a terminal in one line. Answers what ends it. */
export function showProgress(folder: string, say: (line: string) => void, terminal = process.stdout): () => void {
  const progress = new Progress(folder);
  const begun = performance.now();
  const show = (): void => {
    const line = `${Math.round((performance.now() - begun) / 1_000)} s: ${progress.look().toString()}`;
    if (terminal.isTTY) terminal.write(`\r\u001b[2K${line}`);
    else say(line);
  };
  const timer = setInterval(show, terminal.isTTY ? everyMs.terminal : everyMs.elsewhere);
  return () => {
    clearInterval(timer);
    if (terminal.isTTY) terminal.write('\r\u001b[2K');
  };
}

export function counted(number: number): string {
  return number.toLocaleString('en-US');
}
