import type { RowDifference, VerificationReport } from '@daybook/nestjs';
import { verifyRows } from '../../operations/projections/verify-rows.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { jsonOf } from '../json-of.js';
import type { Output } from '../output.js';

export const projectionsVerifyCommand: CommandDescription = {
  name: 'projections verify',
  parameters: '<projection>',
  summary: 'Compare the rows that readers see with the log; the projection runs on meanwhile',
  notes: [
    'Exit code 1 says that rows differ. Of a difference the fields are named; --values prints what stands in them, which',
    'can be personal data. The latest events of its key are named; --json names up to 20. Keys that wait behind a parked',
    'event are not compared.',
  ],
  options: {
    sample: { value: '<n>', text: 'only so many rows, chosen at random; missing ones are not found. Default: all' },
    values: { text: 'print the values of fields that differ' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const name = given.only('projection');
    const sample = given.count('sample');
    const report = await verifyRows(await application.open(), name, { sample, signal });
    const shown = given.has('values') ? report : withoutValues(report);
    if (given.has('json')) output.json(jsonOf(shown));
    else print(report, given.has('values'), output);
    return report.differing > 0 ? 1 : 0;
  },
};

function withoutValues(report: VerificationReport): object {
  const differences = report.differences.map((difference) => ({
    ...difference,
    fields: difference.fields.map(({ field }) => ({ field })),
  }));
  return { ...report, differences };
}

function print(report: VerificationReport, values: boolean, output: Output): void {
  const { projection, version, generation, position, keys, differing, differences, parked } = report;
  for (const difference of differences) printDifference(difference, values, output);
  if (differences.length < differing) output.line(`… and ${differing - differences.length} more`);
  const waiting = parked.length === 0 ? '' : ` ${parked.length} keys wait behind parked events and were not compared.`;
  output.line(
    `${projection}@${version}.${generation} at position ${position}: ${differing} of ${keys} keys differ from the log.${waiting}`,
  );
}

/** So many of each difference; the JSON has more. */
const printedEvents = 3;

function printDifference({ key, kind, fields, failure, events }: RowDifference, values: boolean, output: Output): void {
  output.line(`${JSON.stringify(key)}: ${kind}${failure === undefined ? '' : `, ${failure}`}`);
  for (const { field, expected, found } of fields) {
    const said = values ? `: is ${JSON.stringify(jsonOf(found))}, should be ${JSON.stringify(jsonOf(expected))}` : '';
    output.line(`  ${field}${said}`);
  }
  if (events.length > 0) output.line(`  the latest events that touched it:`);
  for (const { position, type } of events.slice(-printedEvents)) output.line(`    ${position} ${type}`);
}
