import { readFileSync } from 'node:fs';

/** The text of a file in `floor/`, which lies beside both the sources and what is built from them. */
export function floorSql(name: 'table' | 'append' | 'load'): string {
  return readFileSync(new URL(`../../floor/${name}.sql`, import.meta.url), 'utf8');
}
