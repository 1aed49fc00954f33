import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compilerFindings } from './compiler-findings.js';
import { Finding } from './finding.js';
import { manifestIn, type Manifest } from './manifest.js';
import { outcomeOf, run } from './program.js';
import { unpinnedPackages, type Locked } from './unpinned-packages.js';

const notWritten = new Set(['node_modules', 'dist']);

/** A project as a stranger has it, in a folder of its own. */
export class Project {
  constructor(
    readonly folder: string,
    /** The folders of `test/packages` that it is made of; what is in a later one takes the place of what was there. */
    private readonly sources: readonly string[],
    /** What it prints when it is started. */
    private readonly outcome: object,
    /** What its command line is asked afterwards, and has to answer. */
    private readonly questions: readonly string[] = [],
    /** Configurations of the compiler by which it compiles as well. */
    private readonly otherConfigurations: readonly string[] = [],
  ) {}

  get name(): string {
    return basename(this.folder);
  }

  /** Puts the project and what it needs into its folder: the tarballs beside all that its lock pins, and nothing else. */
  async install(packages: string, tarballs: readonly string[]): Promise<void> {
    for (const source of this.sources) {
      const filter = (path: string): boolean => !notWritten.has(basename(path));
      await cp(join(packages, source), this.folder, { recursive: true, filter });
    }
    // The lock cannot name the tarballs, which are new each time; so they are no part of what it is asked to keep.
    const options = ['--no-save', '--strict-peer-deps', '--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...options, ...tarballs], { cwd: this.folder });
    await this.#refuseUnpinned();
  }

  /**
   * Compiles the project as it does itself, but with every door of the libs, and without sparing their declarations: as
   * the strictest stranger does. What is wrong in the declarations of others is theirs.
   */
  async build(libs: readonly Manifest[]): Promise<void> {
    const { folder, name } = this;
    const doors = libs.flatMap(typedDoors).filter((door) => this.#hasAllPeersOf(door));
    const list = doors.map((door, place) => `export type * as door${place} from '${door}';\n`).join('');
    await writeFile(join(folder, 'src/every-door.ts'), list);
    const args = ['run', '--silent', 'build', '--', '--pretty', 'false', '--skipLibCheck', 'false'];
    const { stdout } = await outcomeOf('npm', args, { cwd: folder });
    const ours = compilerFindings(stdout);
    if (ours.length > 0) throw new Finding(`${name} does not compile`, ours);
    for (const configuration of this.otherConfigurations) {
      await run('node_modules/.bin/tsc', ['-p', configuration, '--noEmit'], { cwd: folder });
    }
  }

  /** Runs the project's main file, which has to print its outcome as its last line. */
  async start(databaseUrl: string): Promise<string> {
    const { stdout, stderr } = await run('npm', ['start', '--silent'], {
      cwd: this.folder,
      env: { DATABASE_URL: databaseUrl },
    });
    this.checkOutcome(stdout, this.outcome);
    return stderr;
  }

  /** Asks the project's command line. */
  async ask(databaseUrl: string): Promise<string> {
    const answers: string[] = [];
    for (const question of this.questions) {
      const args = ['run', '--silent', 'daybook', '--', ...question.split(' ')];
      const { stdout } = await run('npm', args, { cwd: this.folder, env: { DATABASE_URL: databaseUrl } });
      answers.push(`daybook ${question}: ${stdout.trim().split('\n').at(-1)}`);
    }
    return answers.join('\n');
  }

  checkOutcome(stdout: string, expected: object): void {
    const printed: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    if (isDeepStrictEqual(printed, expected)) return;
    throw new Finding(`${this.name} came to another outcome`, [JSON.stringify(printed), JSON.stringify(expected)]);
  }

  /** Runs the project's specs, on a server that they start themselves. */
  async test(): Promise<string> {
    const { stderr } = await run('npm', ['test', '--silent', '--', '--ci'], { cwd: this.folder });
    return stderr;
  }

  async #refuseUnpinned(): Promise<void> {
    const pinned = await packagesIn(join(this.folder, 'package-lock.json'));
    const installed = await packagesIn(join(this.folder, 'node_modules/.package-lock.json'));
    const others = unpinnedPackages(installed, pinned);
    if (others.length === 0) return;
    throw new Finding(
      `${this.name} was given packages that it did not choose: a peer is missing in its package.json, or its lock is old`,
      others,
    );
  }

  /** A door that hangs on an optional peer opens for those who have it. */
  #hasAllPeersOf(door: string): boolean {
    const { dependencies = {}, devDependencies = {} } = manifestIn(this.folder);
    return door !== '@daybook/nestjs/openapi' || '@nestjs/swagger' in { ...dependencies, ...devDependencies };
  }
}

function typedDoors({ name, exports = {} }: Manifest): readonly string[] {
  const typed = Object.entries(exports).filter(([, target]) => typeof target === 'object' && 'types' in target);
  return typed.map(([door]) => `${name}${door.slice(1)}`);
}

async function packagesIn(lock: string): Promise<Locked> {
  const { packages } = JSON.parse(await readFile(lock, 'utf8')) as { readonly packages: Locked };
  return packages;
}
