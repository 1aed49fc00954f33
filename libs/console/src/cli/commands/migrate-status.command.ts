import { type StateOfMigrations, stateOfMigrations } from '../../operations/migrate/state-of-migrations.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const migrateStatusCommand: CommandDescription = {
  name: 'migrate status',
  summary: 'List what the schema has of this release and what it lacks, with what a running system can take',
  notes: ['Exit code 1 says that something is pending, so that a job can wait until nothing is. Changes nothing.'],
  options: jsonOption,
  needs: { opensStore: false },
  async run({ given, application, output }) {
    const { location, projections } = await application.open();
    const status = await stateOfMigrations(location, projections);
    const { schema, upToDate, migrations, missingReadModels } = status;
    if (given.has('json')) output.json(status);
    else {
      const widest = Math.max(...migrations.map(({ name }) => name.length));
      for (const { name, state, marker } of migrations) {
        output.line(`${state.padEnd(9)}${name.padEnd(widest)}  ${marker}`.trimEnd());
      }
      for (const readModel of missingReadModels)
        output.line(`${'missing'.padEnd(9)}the tables of the read model ${readModel}`);
      output.line(upToDate ? `Schema "${schema}" is up to date.` : inWords(status));
    }
    return upToDate ? 0 : 1;
  },
};

function inWords({ schema, migrations, missingReadModels: { length: missing } }: StateOfMigrations): string {
  const pending = migrations.filter(({ state }) => state === 'pending').length;
  const lacks = [
    ...(pending === 0 ? [] : [`${pending} of ${migrations.length} files`]),
    ...(missing === 0 ? [] : [`the tables of ${missing === 1 ? '1 read model' : `${missing} read models`}`]),
  ];
  return `Schema "${schema}" lacks ${lacks.join(', and ')}. Apply them with daybook migrate.`;
}
