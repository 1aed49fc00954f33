import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { releases } from '../releases.js';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const own = 'test/earlier-shapes';
const names = process.argv.slice(2);

for (const { name, commit, patch, opensWithDeposit } of releases) {
  if (names.length > 0 && !names.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'daybook-release-'));
  try {
    const archive = execFileSync('git', ['archive', commit], { cwd: project, maxBuffer: 1 << 28 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    if (patch) execFileSync('git', ['apply', join(project, own, 'releases', `${name}.patch`)], { cwd: folder });
    cpSync(join(project, own, 'making'), join(folder, own, 'making'), { recursive: true });
    linkPackages(folder);
    const kept = ['rows.jsonl', 'answers.jsonl'].map((file) => join(project, own, 'kept', `${name}.${file}`));
    const script = [
      '--conditions=daybook:source',
      ...['--import', './test/faults/load/typescript.js', '--disable-warning=ExperimentalWarning'],
      `${own}/making/keep-store.ts`,
      ...[name, opensWithDeposit ? 'yes' : 'no', ...kept],
    ];
    const { status } = spawnSync(process.execPath, script, { cwd: folder, stdio: 'inherit' });
    if (status !== 0) throw new Error(`The release ${name} could not be kept.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The packages that are installed here, and the libs of the release itself. */
function linkPackages(folder: string): void {
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@daybook'), { recursive: true });
  for (const name of readdirSync(join(project, 'node_modules'))) {
    if (name === '@daybook' || name === '.cache') continue;
    symlinkSync(join(project, 'node_modules', name), join(packages, name));
  }
  for (const lib of readdirSync(join(folder, 'libs'))) {
    symlinkSync(join(folder, 'libs', lib), join(packages, '@daybook', lib));
  }
}
