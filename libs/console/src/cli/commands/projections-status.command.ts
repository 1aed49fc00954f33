import type { ScheduledRun } from '@daybook/nestjs';
import type { OperatedGeneration, OperatedProjection } from '../../operations/projections/operated-projection.js';
import { operatedProjections } from '../../operations/projections/operated-projections.js';
import { ProjectionNotFound } from '../../operations/projections/projection-not-found.error.js';
import { needsCare } from '../../operations/readers/reader-view.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';
import { rehearsalInWords } from '../rehearsal-in-words.js';
import { readerInWords } from '../reader-in-words.js';

/** For so long it is looked how fast readers are. */
const rateOverMs = 500;

export const projectionsStatusCommand: CommandDescription = {
  name: 'projections status',
  parameters: '[<projection>]',
  summary: 'Say how the projections are, and whether somebody has to look at one',
  notes: [
    'Exit code 1 says that one has stopped, is paused, fails, has parked events, waits for a release that is not there, that',
    'its last scheduled run was given up, or that its last rehearsal has failed or found something. One that is merely',
    'behind is fine.',
  ],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.atMostOne('projection');
    const all = await operatedProjections(await application.open(), { rateOverMs });
    const meant = name === undefined ? all : all.filter((projection) => projection.name === name);
    if (name !== undefined && meant.length === 0) {
      const known = all.map((projection) => projection.name);
      throw new ProjectionNotFound(name, known);
    }
    if (given.has('json')) output.json(meant);
    else for (const projection of meant) print(projection, output);
    return meant.some(isAlarmingOf) ? 1 : 0;
  },
};

function isAlarmingOf({ version, generations, lastRehearsal }: OperatedProjection): boolean {
  const { outcome } = lastRehearsal ?? {};
  return generations.some(isAlarming) || (version !== null && (outcome === 'differing' || outcome === 'failed'));
}

function isAlarming({ reader, lastRun }: OperatedGeneration): boolean {
  return (reader !== null && needsCare(reader)) || lastRun?.error != null;
}

function print(projection: OperatedProjection, output: Output): void {
  const { name, version, kind, mode, schedule, generations, rehearsedAt, lastRehearsal } = projection;
  const what = version === null ? 'of another release' : `version ${version}, ${kind}, ${mode}${at(schedule)}`;
  output.line(`${name}: ${what}`);
  for (const generation of generations) {
    output.line(`  ${generation.name}${generation.isLive === true ? ', live' : ''}`);
    for (const line of linesOf(generation)) output.line(`    ${line}`);
  }
  if (rehearsedAt !== null) output.line(`  rehearsed${at(rehearsedAt)}`);
  if (lastRehearsal !== null) output.line(`  the last rehearsal, ${rehearsalInWords(lastRehearsal)}`);
}

function at(schedule: string | null): string {
  return schedule === null ? '' : ` at ${JSON.stringify(schedule)}, UTC`;
}

function linesOf({ reader, isInline, lastRun }: OperatedGeneration): readonly string[] {
  const run = lastRun === null ? [] : [runInWords(lastRun)];
  if (reader !== null) return [...readerInWords(reader), ...run];
  return [isInline ? 'written by appends, with each of them' : 'new: nobody has run it yet', ...run];
}

function runInWords({ dueAt, startedAt, endedAt, upTo, position, events, error }: ScheduledRun): string {
  if (startedAt === null) return `no run yet; its times count from ${dueAt.toISOString()} on`;
  const began = `the run for ${dueAt.toISOString()} began ${startedAt.toISOString()}`;
  if (endedAt === null) return `${began} and is under way, up to position ${upTo}`;
  const ended = `ended ${endedAt.toISOString()} at position ${position} with ${events} events`;
  return `${began}, ${error === null ? ended : `${ended}, given up: ${error}`}`;
}
