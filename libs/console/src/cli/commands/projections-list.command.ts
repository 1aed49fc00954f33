import type { OperatedGeneration, OperatedProjection } from '../../operations/projections/operated-projection.js';
import { operatedProjections } from '../../operations/projections/operated-projections.js';
import { columns } from '../columns.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsListCommand: CommandDescription = {
  name: 'projections list',
  summary: 'List the projections and their generations, with how they are',
  notes: ['Those of other releases that are on record are listed, too. Exit code 0, however they are.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const projections = await operatedProjections(await application.open());
    if (given.has('json')) output.json(projections);
    else if (projections.length === 0) output.line('The application has no projections.');
    else for (const line of columns([heading, ...projections.flatMap(rowsOf)])) output.line(line);
    return 0;
  },
};

const heading = ['projection', 'generation', 'mode', 'state', 'position', 'before it', 'parked'];

function rowsOf(projection: OperatedProjection): readonly (readonly string[])[] {
  const { name, version, mode, generations } = projection;
  const said = mode ?? 'another release';
  if (generations.length === 0)
    return [[name, version === null ? '' : `${version}`, said, 'keeps no rows', '', '', '']];
  return generations.map((generation) => {
    const { reader } = generation;
    const figures =
      reader === null ? ['', '', ''] : [reader.position, reader.lagEvents, reader.parkedEvents].map(String);
    return [name, numberOf(generation), said, stateOf(generation), ...figures];
  });
}

function numberOf({ version, generation, isLive, reader }: OperatedGeneration): string {
  const state = isLive === true ? 'live' : reader?.projection?.state;
  return `${version}.${generation} ${state ?? ''}`.trim();
}

function stateOf({ reader, isInline }: OperatedGeneration): string {
  return reader?.state ?? (isInline ? 'by appends' : 'new');
}
