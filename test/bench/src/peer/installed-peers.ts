import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PeerName } from './peer.js';

const folder = new URL('../../peers/', import.meta.url);
const packages: Readonly<Record<PeerName, string>> = { emmett: '@event-driven-io/emmett-postgresql' };

/** Installs the peers by their own lock file, unless they are there; the version of each. */
export function installedPeers(): Readonly<Record<PeerName, string>> {
  if (!existsSync(new URL('node_modules/.package-lock.json', folder))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: fileURLToPath(folder),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return { emmett: versionOf(packages.emmett) };
}

function versionOf(name: string): string {
  const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, folder), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
