import 'reflect-metadata';
import { runDaybookCli } from '@daybook/console';
import type { TestDatabase } from '@daybook/testing';
import { jest } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';

/** What came of a command. */
export interface Typed {
  readonly code: number;
  /** All that it has printed. */
  readonly output: string;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * A command of the operator on Harbour, on a database of a test, in the process of the test: a process of its own
 * (`ToolProcess`) costs two seconds of a processor, and is for what a process does by itself. One after the other, as they
 * print to the same place. Not for one that cannot open the application, which ends its process.
 */
export function typed(args: readonly string[], database: TestDatabase): Promise<Typed> {
  const next = last.then(() => run(args, database));
  last = next.catch(() => undefined);
  return next;
}

async function run(args: readonly string[], database: TestDatabase): Promise<Typed> {
  let output = '';
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.listeners('error'));
  const printing = streams.map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    }),
  );
  const { exitCode } = process;
  try {
    const { url, applicationUrl, applicationRole } = database;
    const code = await runDaybookCli(
      ({ changesSchema }) => AppModule.on(changesSchema ? url : applicationUrl, { run: 'none' }),
      { args, applicationRole },
    );
    return { code, output };
  } finally {
    process.exitCode = exitCode;
    for (const print of printing) print.mockRestore();
    for (const [place, stream] of streams.entries()) {
      for (const listener of stream.listeners('error')) {
        if (!before[place]?.includes(listener)) stream.off('error', listener as () => void);
      }
    }
  }
}
