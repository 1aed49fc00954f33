import { spawn, type SpawnOptions } from 'node:child_process';

/**
 * Runs a program to its end, in a process group of its own: the Ctrl-C of a terminal is for its caller, who decides
 * what is still to be finished.
 *
 * @returns what it wrote about its failure; undefined when it ended with code 0
 */
export function runUndisturbed(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      resolve(code === 0 ? undefined : complaint.trim() || `it ended with ${signal ?? `code ${code}`}`);
    });
  });
}
