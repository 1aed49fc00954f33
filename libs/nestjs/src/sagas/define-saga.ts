import type { JsonObject } from '@daybook/domain';
import {
  eventTypesOf,
  OptionRanges,
  readingOf,
  readingOptionNames,
  type RefuseOption,
  type SubscriptionStart,
} from '@daybook/event-store';
import { InvalidSagaOption } from './invalid-saga-option.error.js';
import { NotASaga } from './not-a-saga.error.js';
import type { SagaDefinition } from './saga-definition.js';
import { deadlinesIn, eventsIn, refusalsIn } from './saga-handlers-in.js';
import { SagaKeyMissing } from './saga-key-missing.error.js';
import { SagaMigrationGap } from './saga-migration-gap.error.js';
import { assertSagaName } from './saga-name.js';
import { SagaNeverStarts } from './saga-never-starts.error.js';
import type { SagaClass } from './saga-options.js';
import { extendsSagaInstance } from './saga-root.js';
import { SagaWithDependencies } from './saga-with-dependencies.error.js';

const optionNames = ['version', 'from', 'effects', 'migrate', ...readingOptionNames];
const greatestVersion = 2 ** 31 - 1;

/** Makes the definition of a saga out of what its decorator was given, every mistake refused. */
export function defineSaga(sagaClass: object, name: unknown, options: unknown): SagaDefinition {
  if (!extendsSagaInstance(sagaClass)) throw new NotASaga(sagaClass);
  const saga = sagaClass as SagaClass;
  if (saga.length > 0) throw new SagaWithDependencies(saga);
  assertSagaName(name, saga);
  const refuse: RefuseOption = (option, value, expected) => new InvalidSagaOption(saga, option, value, expected);
  const ranges = new OptionRanges(refuse);
  const given = ranges.fields('options', options, optionNames);
  const version = ranges.whole('version', given['version'], 1, greatestVersion, 1);
  const handlers = eventsIn(saga);
  if (![...handlers.values()].some(({ starts }) => starts)) throw new SagaNeverStarts(saga);
  const definition: SagaDefinition = {
    name,
    version,
    saga,
    handlers,
    types: eventTypesOf(handlers.keys()),
    deadlines: deadlinesIn(saga),
    refusals: refusalsIn(saga),
    from: startOf(given['from'], refuse),
    effects: ranges.oneOf('effects', given['effects'], ['held', 'dropped'] as const) ?? 'held',
    migrations: migrationsOf(given['migrate'], version, saga, refuse),
    ...readingOf(ranges, given, { batchSize: 100 }),
  };
  assertKeys(definition, definition.segments);
  return definition;
}

/** Refuses handlers without a key where the log is divided by keys; throws SagaKeyMissing. */
export function assertKeys({ saga, handlers }: SagaDefinition, segments: number): void {
  for (const [eventClass, { method, key }] of handlers) {
    if (segments > 1 && key === undefined) throw new SagaKeyMissing(saga, method, eventClass, segments);
  }
}

function startOf(from: unknown, refuse: RefuseOption): SubscriptionStart {
  if (from === undefined || from === 'now') return 'now';
  if (from === 'beginning') return 0;
  if (typeof from === 'number' && Number.isSafeInteger(from) && from >= 0) return from;
  throw refuse('from', from, `'now', 'beginning', or the position after which it begins`);
}

function migrationsOf(
  migrate: unknown,
  version: number,
  saga: SagaClass,
  refuse: RefuseOption,
): SagaDefinition['migrations'] {
  if (migrate === undefined) return new Map();
  const expected = 'functions of the state, by the versions before this one, such as { 1: (state) => ({ … }) }';
  if (typeof migrate !== 'object' || migrate === null || Array.isArray(migrate))
    throw refuse('migrate', migrate, expected);
  const migrations = new Map<number, (state: JsonObject) => object>();
  for (const [written, migration] of Object.entries(migrate) as [string, unknown][]) {
    const from = Number(written);
    const fits = Number.isSafeInteger(from) && from >= 1 && from < version;
    if (!fits || typeof migration !== 'function') throw refuse(`migrate[${written}]`, migration, expected);
    migrations.set(from, migration as (state: JsonObject) => object);
  }
  const [first = version] = migrations.keys();
  for (let from = first; from < version; from++) {
    if (!migrations.has(from)) throw new SagaMigrationGap(saga, first, from, version);
  }
  return migrations;
}
