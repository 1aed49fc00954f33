import { handlingMethodsOf } from '@daybook/domain';
import { eventTypesOf, OptionRanges, readingOf, readingOptionNames } from '@daybook/event-store';
import { InvalidProjectionOption } from './invalid-projection-option.error.js';
import { scheduledRehearsalOf } from './rehearsing/rehearsal-options.js';
import { keysOfBy } from './keys-of.js';
import { NotAProjection } from './not-a-projection.error.js';
import type { ProjectionDefinition } from './projection-definition.js';
import { ProjectionHandlesNothing } from './projection-handles-nothing.error.js';
import { kindOf } from './projection-kind.js';
import { checkedMode } from './projection-mode.js';
import { assertProjectionName } from './projection-name.js';
import type { KeyOf } from './projection-options.js';
import { readModelsOf } from './read-models-of.js';

const optionNames = ['version', 'readModel', 'key', 'mode', 'onNewVersion', 'rehearsal', ...readingOptionNames];
const aKeyFunction = 'a function of the event and its metadata, such as (event) => event.ownerId';
const greatestVersion = 2 ** 31 - 1;

/** Makes the definition of a projection out of what its decorator was given, every mistake refused. */
export function defineProjection(projectionClass: object, name: unknown, options: unknown): ProjectionDefinition {
  const kind = kindOf(projectionClass);
  if (kind === undefined) throw new NotAProjection(projectionClass);
  assertProjectionName(name, projectionClass);
  const refuse = (option: string, value: unknown, expected: string): Error =>
    new InvalidProjectionOption(projectionClass, option, value, expected);
  const ranges = new OptionRanges(refuse);
  const given = ranges.fields('options', options, optionNames);
  const handlers = handlingMethodsOf(projectionClass);
  if (handlers.size === 0) throw new ProjectionHandlesNothing(projectionClass);
  const mode = checkedMode(given['mode'], kind, projectionClass);
  const rehearsal = scheduledRehearsalOf(ranges, given['rehearsal'], projectionClass, refuse);
  if (mode === 'on-demand' && rehearsal !== undefined) {
    throw refuse('rehearsal', rehearsal, 'none where rows are folded when they are asked for, and never kept');
  }
  const key = ranges.callable<KeyOf>('key', given['key'], aKeyFunction);
  return {
    name,
    version: ranges.whole('version', given['version'], 1, greatestVersion),
    kind,
    mode,
    projection: projectionClass,
    readModels: readModelsOf(given['readModel'], kind, projectionClass),
    handlers,
    types: eventTypesOf(handlers.keys()),
    ...readingOf(ranges, given, { batchSize: 500 }),
    onNewVersion: checkedPolicy(given['onNewVersion'], refuse),
    rehearsal,
    keysOf: keysOfBy(key, projectionClass),
  };
}

function checkedPolicy(
  value: unknown,
  refuse: (option: string, value: unknown, expected: string) => Error,
): ProjectionDefinition['onNewVersion'] {
  if (value === undefined) return 'automatic';
  if (value === 'automatic' || value === 'by-operator') return value;
  throw refuse('onNewVersion', value, "'automatic' or 'by-operator'");
}
