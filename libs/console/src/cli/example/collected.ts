import { Writable } from 'node:stream';
import type { ApplicationSource } from '../application-source.js';
import { answerCommandLine } from '../command-line.js';
import { Output } from '../output.js';

/** What a command has answered. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command of an application, and collects what it prints. */
export async function answerOf(source: ApplicationSource, args: readonly string[]): Promise<Answer> {
  const [results, notes] = [new Collected(), new Collected()];
  const code = await answerCommandLine(source, {
    args,
    output: new Output(results, notes),
    signal: new AbortController().signal,
    program: 'daybook',
    applicationRole: undefined,
    reached: () => undefined,
  });
  return { code, out: results.text, err: notes.text };
}
