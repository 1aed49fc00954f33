import { migrationFiles, ownNamesOnly } from './migration-files.js';
import { checkedSchema, defaultSchema } from './schema-name.js';

/**
 * The whole of what `migrate` would apply to an empty database, as one script, for teams whose migrations are run by
 * somebody else. It does not grant anything to an application's role: see `sql/privileges/application.sql`.
 */
export function migrationSql(schema: string = defaultSchema): string {
  const checked = checkedSchema(schema);
  const files = migrationFiles(checked).map(({ name, text, checksum }) => {
    const record = `INSERT INTO "${checked}".migrations (name, checksum) VALUES ('${name}', '${checksum}');`;
    return `-- ${name}\n${text}\n${record}\n`;
  });
  return ['BEGIN;', `${ownNamesOnly};`, ...files, 'COMMIT;', ''].join('\n');
}
