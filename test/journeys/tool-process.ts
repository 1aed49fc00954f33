import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { TestDatabase } from '@daybook/testing';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A command of Harbour as its users call it: the built program in a process of its own, on a database of a test. */
export class ToolProcess {
  /** All that it has printed. */
  output = '';
  /** Settles with its exit code, or with the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals | null>;
  readonly #child;
  #hasEnded = false;

  constructor(
    private readonly tool: 'daybook' | 'import' | 'sample',
    args: readonly string[],
    database?: TestDatabase,
    settings: Readonly<Record<string, string>> = {},
  ) {
    const environment = database && { DATABASE_URL: database.applicationUrl, MIGRATION_DATABASE_URL: database.url };
    this.#child = spawn(process.execPath, [`dist/${tool}.cli.js`, ...args], {
      cwd: project,
      env: { ...process.env, ...environment, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.exit = new Promise((resolve) =>
      this.#child.once('close', (code, signal) => {
        this.#hasEnded = true;
        resolve(code ?? signal);
      }),
    );
  }

  /** Waits until it has come so far; whoever waits is told of its end, and of what it has printed. */
  async hasCome(far: () => Promise<boolean>): Promise<void> {
    for (let wasOver = this.#hasEnded; !(await far()); wasOver = this.#hasEnded) {
      if (wasOver) throw new Error(`${this.tool} ended with ${await this.exit} before. It printed:\n${this.output}`);
      await pause(25);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
