import 'reflect-metadata';
import { EventTypeRegistry, migrate } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { Balance, Balances } from '../projections/running/example/balances.js';
import { makeReadModels } from './make-read-models.js';
import { StoreLocation } from './store-location.js';

let database: TestDatabase;
const open: DataSource[] = [];

beforeEach(async () => {
  database = await createTestDatabase({ migrate: withoutTheApplication });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((dataSource) => dataSource.destroy()));
  await database.drop();
});

async function connect(url: string): Promise<DataSource> {
  const dataSource = await new DataSource({ type: 'postgres', url, entities: [Balance] }).initialize();
  open.push(dataSource);
  return dataSource;
}

async function withoutTheApplication(url: string): Promise<void> {
  const owner = await new DataSource({ type: 'postgres', url }).initialize();
  await migrate({ dataSource: owner });
  await owner.destroy();
}

test('a role that is given its privileges later may write what was made before, and it is not made again', async () => {
  const owner = await connect(database.url);
  const application = await connect(database.applicationUrl);
  const projections = new ProjectionRegistry(new EventTypeRegistry());
  projections.register(new Balances());
  const location = new StoreLocation({}, 'default', owner, undefined);
  const insert = `INSERT INTO balances_v1_g1.balance_v1 VALUES ('a', 1, '[]', NULL)`;
  expect(await makeReadModels(location, projections)).toEqual([{ name: 'balances', version: 1, generation: 1 }]);
  await expect(application.query(insert)).rejects.toThrow('permission denied');

  await migrate({ dataSource: owner, applicationRole: database.applicationRole });
  expect(await makeReadModels(location, projections)).toEqual([]);
  await application.query(insert);
  for (const view of ['balance', 'balance_v1']) {
    expect(await application.query(`SELECT "purseId" FROM ${view}`)).toEqual([{ purseId: 'a' }]);
  }
});
