import { migrationSql } from '@daybook/event-store';
import type { CommandDescription } from '../command-description.js';

export const migrateSqlCommand: CommandDescription = {
  name: 'migrate sql',
  summary: 'Print what migrate would apply to an empty database, as one script',
  notes: [
    'Starts nothing and asks no database. Grants nothing to a role: see sql/privileges/application.sql of',
    '@daybook/event-store.',
  ],
  options: {},
  needsDatabase: false,
  async run({ given, application, output }) {
    const schema = await application.schema();
    if (schema === undefined) {
      throw given.invalid('the schema is not known before the application is started; name it with --schema');
    }
    await output.text(migrationSql(schema));
    return 0;
  },
};
