/** A package of a lock file. */
interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages of a lock file, by where they lie. */
export type Locked = Readonly<Partial<Record<string, LockedPackage>>>;

/** What was installed besides the libs, what they bring themselves, and what the lock pins, or in another version. */
export function unpinnedPackages(installed: Locked, pinned: Locked): readonly string[] {
  const brought = new Set<string>();
  for (const [path, found] of Object.entries(installed)) {
    if (isLib(path)) for (const name of Object.keys(found?.dependencies ?? {})) brought.add(`node_modules/${name}`);
  }
  return Object.entries(installed)
    .filter(([path, found]) => !isLib(path) && pinned[path]?.version !== found?.version)
    .filter(([path]) => !brought.has(path) || path in pinned)
    .map(([path, found]) => `${path} ${found?.version}`);
}

function isLib(path: string): boolean {
  return /^node_modules\/@daybook\/[^/]+$/.test(path);
}
