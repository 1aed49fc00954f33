import 'reflect-metadata';
import { once } from 'node:events';
import { noValidation } from '@daybook/event-store';
import { Daybook, DaybookModule, KeptReadModels, ProjectionOperations } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, Repository } from 'typeorm';
import { DeathAtStatement } from '../injection/death-at-statement.js';
import { type MovesReaders, switchAnywhere, switchInPieces } from '../wrong-builds/switches.js';
import { purseReleases, type PurseRow } from './purse-release.js';
import { readAtHz } from './reading-at-hz.js';
import type { ReleaseCommand, ReleaseOptions, ReleaseWord } from './release-words.js';

// The main file of a process of one of two releases: it reads, keeps read models up to date, and does what it is told.
process.on('disconnect', () => process.exit());
const [{ url, name, release, runs, dies }] = (await once(process, 'message')) as [ReleaseOptions];
const say = (word: ReleaseWord): void => void process.send?.(word);

const death = dies && new DeathAtStatement(dies, (text) => say({ word: 'dying', ...dies, text }));
const { entity, projection } = purseReleases[release];
const application = await NestFactory.createApplicationContext(
  {
    module: class Release {},
    imports: [
      TypeOrmModule.forRoot({
        ...{ type: 'postgres', url, entities: [entity], retryAttempts: 0 },
        extra: { options: '-c synchronous_commit=on' },
      }),
      TypeOrmModule.forFeature([entity]),
      DaybookModule.forRoot({
        run: runs,
        validation: noValidation,
        subscriptions: { name, leaseMs: 1_500, heartbeatMs: 250 },
      }),
    ],
    providers: [projection],
  },
  { logger: false },
);
const operations = application.get(ProjectionOperations);
const source = application.get<DataSource>(getDataSourceToken());
const { tables } = application.get<unknown>(KeptReadModels) as { readonly tables: MovesReaders };

function beginReading(): void {
  const purses = application.get<Repository<PurseRow>>(getRepositoryToken(entity));
  const straight = (relation: string) => (): Promise<PurseRow[]> => source.query(`SELECT * FROM ${relation}`);
  const read = (reader: string, readAll: () => Promise<readonly PurseRow[]>): void =>
    void readAtHz(100, reader, readAll, (reads) => say({ word: 'read', reads }));
  read(release === 1 ? 'old' : 'young', () => purses.find());
  if (release === 1) read('everybody', straight('purses'));
  else read('straight', straight('purses_v2_g1.purses_v2'));
}

async function obey(command: ReleaseCommand): Promise<unknown> {
  switch (command.do) {
    case 'idle':
      return application.get(Daybook).whenIdle();
    case 'read':
      beginReading();
      return;
    case 'switch':
    case 'rollback':
      return operations[command.do]('purses');
    case 'rebuild':
      return operations.rebuild('purses', command.options);
    case 'drop':
      return operations.drop(command.generation);
    case 'switch anywhere':
      return switchAnywhere(source, tables, command.generation);
    case 'switch in pieces':
      return switchInPieces(source, command.generation);
    case 'leave':
      await application.close();
      process.exit();
  }
}

process.on('message', ({ call, command }: { readonly call: number; readonly command: ReleaseCommand }) => {
  death?.asked(command.do);
  obey(command).then(
    () => say({ word: 'done', call }),
    (error: unknown) => say({ word: 'refused', call, why: String(error) }),
  );
});
say({ word: 'started' });
