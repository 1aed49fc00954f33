import { type InstalledCopy, installedCopies } from '@daybook/domain';

/** Says which libraries are installed more than once, and where; undefined if none is. */
export function severalCopies(): string | undefined {
  const byName = new Map<string, InstalledCopy[]>();
  for (const copy of installedCopies()) byName.set(copy.name, [...(byName.get(copy.name) ?? []), copy]);
  const repeated = [...byName.values()].filter(({ length }) => length > 1).flat();
  if (repeated.length === 0) return undefined;
  const named = repeated.map(({ name, version, url }) => `${name} ${version} at ${url ?? 'a bundle'}`).join(', ');
  return `Several copies of the library are installed: ${named}. Remove all but one of each (npm dedupe).`;
}
