import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { DatabaseServer } from './database-server.js';
import { Finding } from './finding.js';
import { outcomeOf, run } from './program.js';
import type { Project } from './project.js';
import { parcelsOutcome } from './projects.js';

/** One way of shipping an application as a single file in which names mean nothing any more. */
interface Bundling {
  readonly file: string;
  readonly format: 'esm' | 'cjs';
  /** Whether Daybook's libs are taken in. All other packages stay outside. */
  readonly withLibs: boolean;
  /** How many names the bundle has besides. */
  readonly otherNames: number;
}

const application: Bundling = { file: 'application.mjs', format: 'esm', withLibs: false, otherNames: 0 };
const withLibs: Bundling = { file: 'with-libs.mjs', format: 'esm', withLibs: true, otherNames: 0 };
const withLibsInCommonJs: Bundling = { file: 'with-libs.cjs', format: 'cjs', withLibs: true, otherNames: 0 };
/** So many names that the minifier needs three letters for one. */
const large: Bundling = { file: 'large.mjs', format: 'esm', withLibs: false, otherNames: 6_000 };

// A class of commands without a name of its own is asked for one when its commands come with a key.
const expected = { ...parcelsOutcome, underKey: { ...parcelsOutcome.underKey, unnamed: 'command-type-missing' } };

/** Bundles and minifies the built project in each way; each bundle must do what the project does. */
export async function checkMinified(project: Project, server: DatabaseServer): Promise<void> {
  for (const bundling of [application, withLibs, withLibsInCommonJs, large]) {
    const text = await bundle(project.folder, bundling);
    if (/\bclass (ParcelPosted|PostParcel)\b/.test(text)) {
      throw new Finding(`${bundling.file} proves nothing`, ['its classes have kept their names']);
    }
    project.checkOutcome((await start(project, bundling)).stdout, expected);
  }
  const { stdout } = await start(project, application, await server.createDatabase('minified'));
  project.checkOutcome(stdout, expected);
  await checkPartedFromSql(project, await server.createDatabase('parted'));
}

/** A bundle has no SQL files, and must say what to do about it. */
async function checkPartedFromSql(project: Project, databaseUrl: string): Promise<void> {
  for (const { file } of [withLibs, withLibsInCommonJs]) {
    const { code, stderr } = await outcomeOf('node', [file], {
      cwd: project.folder,
      env: { DATABASE_URL: databaseUrl, NO_COLOR: '1' },
    });
    if (code !== 0 && /SQL files of @daybook\/event-store .* out of the bundle/.test(stderr)) continue;
    throw new Finding(`${file} does not say that its SQL files are missing`, [`it ended with ${code}`, stderr]);
  }
}

function start(project: Project, { file }: Bundling, databaseUrl = ''): ReturnType<typeof run> {
  return run('node', [file], { cwd: project.folder, env: { DATABASE_URL: databaseUrl } });
}

async function bundle(folder: string, { file, format, withLibs, otherNames }: Bundling): Promise<string> {
  const entry = join(folder, `dist/${file}.js`);
  await writeFile(entry, `${manyNames(otherNames)}import './main.js';\n`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: join(folder, file),
    bundle: true,
    minify: true,
    keepNames: false,
    platform: 'node',
    format,
    logLevel: 'error',
    plugins: [outside(withLibs)],
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  await writeFile(join(folder, file), text);
  return text;
}

function outside(withLibs: boolean): Plugin {
  return {
    name: 'outside',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path }) =>
        withLibs && path.startsWith('@daybook/') ? undefined : { path, external: true },
      );
    },
  };
}

/** Each is used more often than any of the application's, so that it gets the shorter name. */
function manyNames(count: number): string {
  const names = Array.from({ length: count }, (_, n) => `name${n}`);
  const functions = names.map((name, n) => `function ${name}() { return globalThis.never + ${n}; }\n`).join('');
  const uses = Array.from({ length: 6 }, () => names.join()).join();
  return count === 0 ? '' : `${functions}globalThis.names = [${uses}];\n`;
}
