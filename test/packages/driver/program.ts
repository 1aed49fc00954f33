import { spawn } from 'node:child_process';

/** How a program is run. */
export interface ProgramOptions {
  readonly cwd: string;
  /** Added to this process's environment. Default none. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program said, and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program ended with another code than 0. */
export class ProgramFailed extends Error {
  constructor(command: string, { code, stdout, stderr }: Outcome) {
    super(`${command}\nended with ${code}\n${stdout}\n${stderr}`);
    this.name = 'ProgramFailed';
  }
}

/** Ended with this process, should it be interrupted. */
const running = new Set<() => void>();
process.once('exit', () => running.forEach((end) => end()));

/** Runs a program to its end and answers how it ended, whichever way that was. */
export function outcomeOf(command: string, args: readonly string[], options: ProgramOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = (): boolean => child.kill('SIGKILL');
    running.add(end);
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(end);
      resolve({ code, ...texts });
    });
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @throws ProgramFailed with all that it said
 */
export async function run(command: string, args: readonly string[], options: ProgramOptions): Promise<Outcome> {
  const outcome = await outcomeOf(command, args, options);
  if (outcome.code !== 0) throw new ProgramFailed([command, ...args].join(' '), outcome);
  return outcome;
}
