import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('sample', import.meta.url));

/** A copy of the sample, a made-up marketplace with an order of each kind, to be changed by one spec. */
export class SampleFolder {
  private constructor(readonly path: string) {}

  static async make(): Promise<SampleFolder> {
    const path = await mkdtemp(join(tmpdir(), 'daybook-marketplace-'));
    await cp(sample, path, { recursive: true });
    return new SampleFolder(path);
  }

  /** A copy of this one. */
  async copy(): Promise<SampleFolder> {
    const path = await mkdtemp(join(tmpdir(), 'daybook-marketplace-'));
    await cp(this.path, path, { recursive: true });
    return new SampleFolder(path);
  }

  /** Changes the text of one file. */
  async change(file: string, change: (text: string) => string): Promise<this> {
    const path = join(this.path, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
    return this;
  }

  /** Changes one line of one file; the header is line 1. */
  changeLine(file: string, line: number, change: (text: string) => string): Promise<this> {
    const changed = (text: string, index: number) => (index === line - 1 ? change(text) : text);
    return this.change(file, (text) => text.split('\n').map(changed).join('\n'));
  }

  /** The same orders under other names, so that they do not meet the first ones. */
  async renamed(name: string): Promise<SampleFolder> {
    const folder = await this.copy();
    for (const file of await readdir(folder.path)) {
      await folder.change(file, (text) => text.replaceAll(/\b(o-\d+|c-\d+|lisbon|porto)\b/g, `${name}.$1`));
    }
    return folder;
  }

  /** A copy that holds only some of the orders. */
  async only(isKept: (orderId: string) => boolean): Promise<SampleFolder> {
    const folder = await this.copy();
    for (const file of await readdir(folder.path)) {
      await folder.change(file, (text) => {
        const [header = '', ...rows] = text.trimEnd().split('\n');
        return [header, ...rows.filter((row) => isKept(row.split(',')[0] ?? ''))].map((row) => `${row}\n`).join('');
      });
    }
    return folder;
  }

  remove(file?: string): Promise<void> {
    return rm(file === undefined ? this.path : join(this.path, file), { recursive: true });
  }
}
