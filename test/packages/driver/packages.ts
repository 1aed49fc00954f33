import { mkdir, readFile, readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildLibs } from './built-libs.js';
import { DatabaseServer } from './database-server.js';
import { checkDuplicates } from './duplicates.js';
import { Finding } from './finding.js';
import { checkMinified } from './minified.js';
import { packLibs, type PackedLib } from './packed-lib.js';
import type { Project } from './project.js';
import { nest11, nest12, oldest } from './projects.js';
import { tarballFindings } from './tarball-findings.js';
import { timed } from './timed.js';

/**
 * Packs the libs and lets the projects of strangers install them: they must compile, start, append, read back and pass their
 * specs, also minified, and beside second copies of the libs.
 *
 * @throws Finding, ProgramFailed
 */
export async function checkPackages(repository: string, scratch: string): Promise<void> {
  console.log(`Node ${process.versions.node}, ${availableParallelism()} cores`);
  const sources = join(repository, 'test/packages');
  const stage = join(scratch, 'stage');
  const folders = await timed('build', () => buildLibs(repository, stage));
  const destination = join(scratch, 'tarballs');
  await mkdir(destination);
  const packed = await timed('pack', () => packLibs(folders, destination));
  await refuseFindings(repository, folders, packed);

  const newest = nest12(scratch);
  const projects = [newest, nest11(scratch), oldest(scratch)];
  const tarballs = packed.map(({ tarball }) => tarball);
  await timed('install the projects', () => allOf(projects.map((project) => project.install(sources, tarballs))));
  const server = await DatabaseServer.of(newest.folder, join(scratch, 'postgres'));
  try {
    await allOf(projects.map((project) => checkProject(project, server, packed)));
    await timed(`minify ${newest.name}, and start it`, () => checkMinified(newest, server));
    await timed('start beside second copies', () => checkDuplicates(newest, join(sources, 'duplicates')));
  } finally {
    await server.stop();
  }
}

async function refuseFindings(
  repository: string,
  folders: readonly string[],
  packed: readonly PackedLib[],
): Promise<void> {
  const licence = await readFile(join(repository, 'LICENSE'), 'utf8');
  for (const [place, lib] of packed.entries()) {
    const sqlFiles = await sqlFilesIn(folders[place] ?? '');
    const findings = tarballFindings(lib, { licence, sqlFiles });
    if (findings.length > 0) throw new Finding(lib.manifest.name, findings);
    console.log(`          ${lib.manifest.name}: ${lib.files.size} files, ${Math.ceil(lib.bytes / 1024)} KiB`);
  }
}

async function sqlFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'sql'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.sql')).map((name) => `sql/${name}`);
}

async function checkProject(project: Project, server: DatabaseServer, libs: readonly PackedLib[]): Promise<void> {
  const databaseUrl = await server.createDatabase(project.name);
  await timed(`${project.name}: compile`, () => project.build(libs.map(({ manifest }) => manifest)));
  const said = await timed(`${project.name}: start, append, read back`, async () => [
    await project.start(databaseUrl),
    await project.ask(databaseUrl),
  ]);
  say(said.join('\n'));
  say(await timed(`${project.name}: its own specs`, () => project.test()));
}

/** Waits for all of them, also when one has failed: their folder is removed afterwards. */
async function allOf(checks: readonly Promise<void>[]): Promise<void> {
  for (const check of await Promise.allSettled(checks)) if (check.status === 'rejected') throw check.reason;
}

function say(text: string): void {
  if (text.trim() !== '') console.log(text.trim().replaceAll(/^/gm, '          '));
}
