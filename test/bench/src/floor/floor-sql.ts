import { readFileSync } from 'node:fs';

type FloorSql =
  | 'table'
  | 'append'
  | 'load'
  | 'select'
  | 'fill'
  | 'page'
  | 'balances'
  | 'balances-load'
  | 'balances-save'
  | 'checkpoint';

/** The text of a file in `floor/`, which lies beside both the sources and what is built from them. */
export function floorSql(name: FloorSql): string {
  return readFileSync(new URL(`../../floor/${name}.sql`, import.meta.url), 'utf8');
}
