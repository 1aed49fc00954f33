import { mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { removeServerFolder } from '@daybook/testing/postgres';

/** Where everything goes that a run leaves behind, until it is known whether anybody will want it. */
export class RunFolder {
  private constructor(readonly path: string) {}

  static async make(): Promise<RunFolder> {
    // By this name the next tests find and remove what a killed run has left.
    return new RunFolder(await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`)));
  }

  /** Gives it another name, under which nobody removes it, and answers where it is. */
  async keep(seed: number): Promise<string> {
    const kept = join(tmpdir(), `daybook-proof-${seed}-${basename(this.path).slice(-6)}`);
    await rename(this.path, kept);
    return kept;
  }

  remove(): Promise<void> {
    return removeServerFolder(this.path);
  }
}
