import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { DaybookModule, RunningLoops } from '@daybook/nestjs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { IsString } from 'class-validator';
import { type DynamicModule, Injectable, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { ApplicationSource, DaybookCommand } from './application-source.js';
import { answerCommandLine } from './command-line.js';
import { Output } from './output.js';

@EventType('lamp.lit')
class LampLit extends DomainEvent<'lamp.lit'> {
  @IsString() readonly by!: string;
}

@EventType('lamp.put-out')
class LampPutOut extends DomainEvent<'lamp.put-out'> {}

@Aggregate('lamp')
class Lamp extends AggregateRoot {
  lit = false;
  @On(LampLit) protected onLit(): void {
    this.lit = true;
  }
  @On(LampPutOut) protected onPutOut(): void {
    this.lit = false;
  }
}

const steering = '\u001b[31mred\u0007\u202e';

/** What a start does by itself; here it also fills the store, which ends with the application. */
@Injectable()
class Bootstrap implements OnApplicationBootstrap {
  static loops: boolean | undefined;
  constructor(
    private readonly store: EventStore,
    private readonly loops: RunningLoops,
  ) {}
  async onApplicationBootstrap(): Promise<void> {
    Bootstrap.loops = this.loops.runsAny;
    new Logger('House').warn('the bulb is old');
    await this.store.append('lamp-1', [{ event: LampLit.of({ by: 'ann' }), occurredAt: new Date('2020-01-01') }], {
      expected: 0,
    });
    await this.store.append('lamp-1', [{ event: LampPutOut.of(), metadata: { actor: steering } }], { expected: 1 });
    await this.store.append('shed-1', [LampLit.of({ by: steering })], { expected: 0 });
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory', run: 'all' }), DaybookModule.forFeature({ aggregates: [Lamp] })],
  providers: [Bootstrap],
})
class House {}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  Bootstrap.loops = undefined;
});

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function daybook(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return daybookOf(House, ...args);
}

async function daybookOf(
  source: ApplicationSource,
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const [results, notes] = [new Collected(), new Collected()];
  const code = await answerCommandLine(source, {
    args,
    output: new Output(results, notes),
    signal: new AbortController().signal,
    program: 'daybook',
    applicationRole: undefined,
    reached: () => undefined,
  });
  return { code, out: results.text, err: notes.text };
}

describe('The command line explains', () => {
  test('itself, and with nothing asked that is a wrong call', async () => {
    const asked = await daybook('--help');
    expect(asked).toMatchObject({ code: 0, err: '' });
    for (const name of [
      'migrate',
      'migrate status',
      'migrate sql',
      'log head',
      'streams show',
      'streams export',
      'streams import',
      'streams copy',
      'streams copies',
      'streams abandon',
    ]) {
      expect(asked.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(await daybook()).toEqual({ ...asked, code: 2 });
    expect(await daybook('help')).toEqual(asked);
  });

  test.each(['streams', 'projections', 'parked', 'sagas'])('all that begins with %s', async (group) => {
    const { code, out } = await daybook(group, '--help');
    expect(code).toBe(0);
    const names = out.split('\n').filter((line) => line.startsWith('  '));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(name).toMatch(new RegExp(`^  ${group} [a-z-]+ `));
    expect(await daybook('help', group)).toMatchObject({ code, out });
  });

  test.each([
    [['migrate'], '--application-role <role>'],
    [['migrate', 'status'], '--json'],
    [['migrate', 'sql'], '--schema <schema>'],
    [['log', 'head'], '--json'],
    [['streams', 'show'], '--at <version|time>'],
    [['streams', 'export'], '--mask <type.field> …'],
    [['streams', 'import'], '--dry-run'],
  ])('%j, and starts nothing', async (command, option) => {
    const { code, out } = await daybook(...command, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^daybook ${command.join(' ')} `));
    expect(out).toContain(option);
    expect(await daybook('help', ...command)).toMatchObject({ out });
    expect(Bootstrap.loops).toBeUndefined();
  });
});

describe('The command line refuses, with exit code 2, one line and a hint, and starts nothing', () => {
  test.each([
    [['lgo', 'head'], 'Did you mean daybook log head?'],
    [['streams'], '6 begin so. See daybook streams --help.'],
    [['log'], 'Did you mean daybook log head?'],
    [['streams', 'shwo', 'lamp-1'], 'Did you mean daybook streams show?'],
    [['migrate', 'stauts'], 'Did you mean daybook migrate status?'],
    [['explode'], 'See daybook --help.'],
    [['--json', 'log', 'head'], 'is no command'],
    [['log', 'head', '--jsno'], 'Did you mean --json?'],
    [['log', 'head', 'now'], '"now" means nothing to log head'],
    [['log', 'head', '--schema'], 'See daybook log head --help.'],
    [['streams', 'show'], 'the stream is missing'],
    [['streams', 'show', 'a-1', 'b-1'], 'one stream too many'],
    [['streams', 'show', 'a-1', '--at', 'yesterday'], 'neither a version nor a time'],
    [['streams', 'show', 'a-1', '--at', '2026-02-30'], 'neither a version nor a time'],
    [['streams', 'show', 'a-1', '--at', '0'], 'not a whole number from 1'],
    [['streams', 'show', 'a-1', '--at', '3', '--as', 'occurred'], '--at is a version'],
    [['streams', 'show', 'a-1', '--as', 'occurred'], 'that is missing'],
    [['streams', 'show', 'a-1', '--at', '2026-01-01', '--as', 'known'], 'neither occurred nor recorded'],
    [['streams', 'show', 'a-1', '--limit', '1e3'], 'not a whole number from 1'],
    [['streams', 'export'], 'say which streams'],
    [['streams', 'export', 'a-1', '--category', 'a'], 'either streams or a --category'],
    [['streams', 'import'], 'the file is missing'],
  ])('%j', async (args, hint) => {
    const { code, out, err } = await daybook(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(hint);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(Bootstrap.loops).toBeUndefined();
  });
});

describe('The command line starts the application', () => {
  test('without loops, whatever it says itself', async () => {
    await daybook('log', 'head');
    expect(Bootstrap.loops).toBe(false);
  });

  test('and prints its warnings beside the result, in a line each', async () => {
    expect(await daybook('log', 'head', '--json')).toEqual({
      code: 0,
      out: '{"position":3}\n',
      err: '[House] the bulb is old\n',
    });
    expect(await daybook('log', 'head')).toMatchObject({ out: '3\n' });
  });

  test('as a function makes it for the command', async () => {
    const asked: DaybookCommand[] = [];
    const source = async (command: DaybookCommand): Promise<DynamicModule> => {
      asked.push(command);
      return { module: House };
    };
    expect(await daybookOf(source, 'log', 'head')).toMatchObject({ code: 0 });
    await daybookOf(source, 'migrate');
    await daybookOf(source, 'migrate', 'sql');
    expect(asked).toEqual([
      { name: 'log head', changesSchema: false, needsDatabase: true },
      { name: 'migrate', changesSchema: true, needsDatabase: true },
      { name: 'migrate sql', changesSchema: false, needsDatabase: false },
    ]);
  });

  test('and says in one line why it did not start; with --verbose also where', async () => {
    class Empty {}
    const { code, err } = await daybookOf(Empty, 'log', 'head');
    expect(code).toBe(1);
    expect(err).toMatch(/^The application has no event store.*\n$/);
    const verbose = await daybookOf(Empty, 'log', 'head', '--verbose');
    expect(verbose.err).toContain('application.ts');
    const failing = (): never => {
      throw new Error('no address\n    at somewhere');
    };
    expect(await daybookOf(failing, 'log', 'head')).toEqual({ code: 1, out: '', err: 'no address\n' });
  });

  test('for a look at its schema without its store, and refuses whoever uses that', async () => {
    const { code, err } = await daybook('migrate', 'status');
    expect(code).toBe(1);
    expect(err).toContain('The event store is not open: append() was called');
  });
});

describe('daybook streams show', () => {
  test('prints what has happened, and what it has made of the aggregate', async () => {
    const { code, out } = await daybook('streams', 'show', 'lamp-1');
    expect(code).toBe(0);
    expect(out).toMatch(/^lamp-1: version 2, position 2\n/);
    expect(out).toContain('1  lamp.lit\n   happened 2020-01-01T00:00:00.000Z, recorded 2');
    expect(out).toContain('   {"by":"ann"}\n');
    expect(out).toContain('State of Lamp at version 2:\n{\n  "lit": false\n}\n');
  });

  test('prints nothing that steers a terminal, and loses nothing of it', async () => {
    const text = await daybook('streams', 'show', 'lamp-1');
    const { out } = await daybook('streams', 'show', 'lamp-1', '--json');
    for (const printed of [text.out, out]) {
      expect(printed).not.toMatch(/[^\P{Control}\n]|\p{Format}/u);
      expect(printed).toContain('\\u001b[31mred\\u0007\\u202e');
    }
    const view = JSON.parse(out) as { events: { metadata: object }[] };
    expect(view.events[1]?.metadata).toEqual({ actor: steering });
  });

  test('prints it as it was', async () => {
    const at = async (...args: readonly string[]): Promise<object> =>
      JSON.parse((await daybook('streams', 'show', 'lamp-1', '--json', ...args)).out) as object;
    const lit = { version: 1, state: { aggregate: 'Lamp', version: 1, state: { lit: true } }, nextFrom: null };
    expect(await at('--at', '1')).toMatchObject(lit);
    expect(await at('--at', '2020-01-01', '--as', 'occurred')).toMatchObject(lit);
    expect(await at()).toMatchObject({ version: 2, state: { state: { lit: false } } });
    expect(await at('--limit', '1')).toMatchObject({ version: 2, nextFrom: 2, events: [{ version: 1 }] });
    expect(await at('--from', '2')).toMatchObject({ events: [{ version: 2 }], state: { version: 2 } });
  });

  test('says so where there is none, or none yet', async () => {
    expect(await daybook('streams', 'show', 'lamp-9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such stream'),
    });
    const early = await daybook('streams', 'show', 'lamp-1', '--at', '2019-12-31', '--as', 'occurred');
    expect(early).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('that happened by 2019-12-31T23:59:59.999Z'),
    });
    expect(await daybook('streams', 'show', 'lamp')).toMatchObject({ code: 1, err: expect.stringContaining('hyphen') });
  });

  test('shows the events of a stream whose aggregate nobody here knows', async () => {
    const { code, out } = await daybook('streams', 'show', 'shed-1');
    expect(code).toBe(0);
    expect(out).toContain('The state is not known: no aggregate of this category is registered here');
  });
});

describe('daybook streams export and import', () => {
  test('write a file and read it; what is there already is said', async () => {
    const file = join(folder, 'lamps.jsonl');
    const { code, out } = await daybook('streams', 'export', '--category', 'lamp', '--out', file);
    expect({ code, out }).toEqual({
      code: 0,
      out: `2 events of 1 streams, up to position 3, are in ${file}. Nothing is masked.\n`,
    });
    expect(await daybook('streams', 'export', 'lamp-1', '--out', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining(file),
    });
    // Each start makes the events anew, with other ids.
    expect(await daybook('streams', 'import', file, '--dry-run')).toMatchObject({
      code: 1,
      err: expect.stringContaining('other events'),
    });
  });

  test('write to the output, and about it beside it', async () => {
    const { out, err } = await daybook('streams', 'export', 'lamp-1', '--mask-personal', '--json');
    expect(out.trimEnd().split('\n')).toHaveLength(4);
    expect(out).not.toContain('[31m');
    expect(JSON.parse(err.split('\n').at(-2) ?? '')).toMatchObject({
      streams: 1,
      events: 2,
      masked: { personal: true },
    });
  });

  test('name a file that is not there', async () => {
    const { code, err } = await daybook('streams', 'import', join(folder, 'none.jsonl'));
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  });
});

test('A reader that has seen enough ends the command without an error', async () => {
  const closed = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });
  const notes = new Collected();
  const code = await answerCommandLine(House, {
    args: ['streams', 'export', '--category', 'lamp'],
    output: new Output(closed, notes),
    signal: new AbortController().signal,
    program: 'daybook',
    applicationRole: undefined,
    reached: () => undefined,
  });
  expect(code).toBe(0);
  expect(notes.text).not.toContain('EPIPE');
});
