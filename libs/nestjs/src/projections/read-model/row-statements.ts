import type { RowField } from './column/row-field.js';

/** Loads the rows of keys. $1 the keys, as an array of the key's type. */
export function loadOf(table: string, fields: readonly RowField[], key: RowField): string {
  const selected = fields.map((field) => field.selected).join(', ');
  return `SELECT ${selected} FROM ${table} WHERE ${key.column} = ANY ($1::${key.codec.parameter}[])`;
}

/** Writes rows, those that are there already over what they were. One array for each field, in their order. */
export function upsertOf(table: string, fields: readonly RowField[], key: RowField): string {
  const columns = fields.map((field) => field.column).join(', ');
  const arrays = fields.map(({ codec }, n) => `$${n + 1}::${codec.parameter}[]`).join(', ');
  const names = fields.map((_, n) => `v${n}`).join(', ');
  const values = fields.map(({ codec }, n) => (codec.cast === undefined ? `v${n}` : `v${n}::${codec.cast}`)).join(', ');
  const changes = fields.filter((field) => field !== key).map(({ column }) => `${column} = EXCLUDED.${column}`);
  const conflict = changes.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${changes.join(', ')}`;
  return (
    `INSERT INTO ${table} (${columns}) SELECT ${values} FROM unnest(${arrays}) AS given (${names}) ` +
    `ON CONFLICT (${key.column}) ${conflict}`
  );
}

/** Deletes the rows of keys. $1 the keys, as an array of the key's type. */
export function deleteOf(table: string, key: RowField): string {
  return `DELETE FROM ${table} WHERE ${key.column} = ANY ($1::${key.codec.parameter}[])`;
}

/**
 * The next keys behind one, in the order of their bytes, which that of UUIDs is already. $1 that one, empty for the first,
 * $2 how many.
 */
export function keysAfterOf(table: string, key: RowField): string {
  if (key.codec.parameter === 'uuid') {
    const behind = `$1::text = '' OR ${key.column} > nullif($1::text, '')::uuid`;
    return `SELECT ${key.column}::text AS text FROM ${table} WHERE ${behind} ORDER BY ${table}.${key.column} LIMIT $2::bigint`;
  }
  const keys = `SELECT ${key.column}::text COLLATE "C" AS key FROM ${table}`;
  return `SELECT key FROM (${keys}) AS kept WHERE key > $1::text COLLATE "C" ORDER BY key LIMIT $2::bigint`;
}

/** Keys at random. $1 how many. */
export function sampleOf(table: string, key: RowField): string {
  return `SELECT ${key.column}::text FROM ${table} ORDER BY random() LIMIT $1::bigint`;
}
