import { applyMigrations } from '../../operations/migrate/apply-migrations.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

/** @param defaultRole what `--application-role` is where it is not given */
export function migrateCommand(defaultRole: string | undefined): CommandDescription {
  return {
    name: 'migrate',
    summary: "Bring the store's schema up to this release, as the role that owns it",
    notes: [
      'All of it is done, or nothing. Several may run at once: one does the work.',
      'Afterwards the tables of projections are made that are missing.',
    ],
    options: {
      'application-role': {
        value: '<role>',
        text: `the role as which the application connects: it is given what it needs, and nothing else. Default: ${defaultRole ?? 'no role is touched'}`,
      },
      ...jsonOption,
    },
    needs: { opensStore: false },
    changesSchema: true,
    async run({ given, application, output }) {
      const { location, projections } = await application.open();
      const applicationRole = given.text('application-role') ?? defaultRole;
      const done = await applyMigrations(location, projections, { applicationRole });
      if (given.has('json')) output.json(done);
      else {
        const { schema, applied, readModels } = done;
        output.line(
          applied.length === 0
            ? `Schema "${schema}" is up to date.`
            : `Schema "${schema}": applied ${applied.length === 1 ? '1 file' : `${applied.length} files`}.`,
        );
        for (const name of applied) output.line(`  ${name}`);
        for (const readModel of readModels) output.line(`Read model ${readModel}: its tables were made.`);
        if (applicationRole !== undefined) output.line(`Role "${applicationRole}" has what an application needs.`);
      }
      return 0;
    },
  };
}
