import { readFileSync } from 'node:fs';

/** The release of Daybook that is measured. */
export function daybookVersion(): string {
  const manifest = readFileSync(new URL('../../../../libs/event-store/package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
