import { type AuditedVersion, auditCatalog } from '../../operations/catalog/audit/catalog-audit.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';

/** How many events are looked at where nobody says. */
const defaultSample = 20_000;

export const catalogAuditCommand: CommandDescription = {
  name: 'catalog audit',
  summary: 'Look at what is really stored, and say what today’s code could not read of it',
  notes: [
    'Reads a sample that is spread evenly over the log, and writes nothing. Run it with the new release before it is deployed.',
    'Exit code 1 says that there is something. Fields and their kinds are shown, never what is in them.',
  ],
  options: {
    sample: { value: '<n>', text: `at most so many events. Default: ${defaultSample}` },
    all: { text: 'every event of the log' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const sample = given.has('all') ? undefined : (given.count('sample') ?? defaultSample);
    if (given.has('all') && given.count('sample') !== undefined) throw given.invalid('say either --sample or --all');
    const { store, codec } = await application.open();
    const audit = await auditCatalog({ store, codec }, { sample, signal });
    if (given.has('json')) {
      output.json(audit);
    } else {
      for (const version of audit.versions) print(version, output);
      const all =
        audit.events < audit.head ? `a sample of ${audit.events} events up to` : `${audit.events} events, up to`;
      const found = audit.isReadable ? 'Everything' : 'Not everything';
      output.line(`${found} of ${all} position ${audit.head} can be read by this release.`);
    }
    return audit.isReadable ? 0 : 1;
  },
};

function print({ type, version, events, shapes }: AuditedVersion, output: Output): void {
  const several = shapes.length === 1 ? 'one shape' : `${shapes.length} shapes`;
  output.line(`${type} ${version}: ${events} events of ${several}`);
  for (const shape of shapes) {
    output.line(`  ${shape.fingerprint}  ${shape.events}  ${shape.fields.join(', ') || 'no fields'}`);
    for (const { text, events: times, position } of shape.problems) {
      output.line(`    unreadable, ${times} times, first at position ${position}: ${text}`);
    }
  }
}
