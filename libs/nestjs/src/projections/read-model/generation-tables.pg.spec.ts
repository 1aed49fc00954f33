import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';

const example = ReadModelDatabase.ofThisSpec();

@Entity({ name: 'account_balances', synchronize: false })
class AccountBalance {
  @PrimaryColumn() accountId!: string;
  @Index() @Column({ type: 'bigint' }) balanceMinor!: number;
}

test('the first generation is made at the first start, and is live', async () => {
  const dataSource = await example.connect([AccountBalance]);
  const tables = new GenerationTables(dataSource, 'daybook');
  const definition = projectionOf([AccountBalance], { name: 'account-balances' });
  const generation = await tables.ensure(definition);
  expect(generation).toEqual({ name: 'account-balances', version: 1, generation: 1 });
  expect(await tables.ensure(definition)).toEqual(generation);
  const rows = tables.rowsOf<AccountBalance>(definition, generation);
  await dataSource.transaction(async (manager) => {
    await rows.save(
      new Map([
        ['a', { accountId: 'a', balanceMinor: 100 }],
        ['b', { accountId: 'b', balanceMinor: 5 }],
      ]),
      manager,
    );
    await rows.save(new Map([['b', null]]), manager);
    expect([...(await rows.load(['a', 'b'], manager))]).toEqual([['a', { accountId: 'a', balanceMinor: 100 }]]);
  });
  expect(await dataSource.query('SELECT * FROM account_balances')).toEqual([{ accountId: 'a', balanceMinor: '100' }]);
  expect(await dataSource.query('SELECT * FROM account_balances_v1')).toEqual([
    { accountId: 'a', balanceMinor: '100' },
  ]);
});

test('what is written through a pointed manager stands in the generation, and repositories read the live one', async () => {
  const dataSource = await example.connect([AccountBalance]);
  const tables = new GenerationTables(dataSource, 'daybook');
  const definition = projectionOf([AccountBalance], { name: 'account-balances', kind: 'handler' });
  await tables.ensure(definition);
  tables.readThrough(definition);
  const second = await tables.create(definition);
  const before = await dataSource.getRepository(AccountBalance).find();
  await dataSource.transaction(async (manager) => {
    await tables.pointAt(manager, second);
    await manager.save(AccountBalance, { accountId: 'new', balanceMinor: 7 });
    await manager.update(AccountBalance, 'new', { balanceMinor: 8 });
    await manager.insert(AccountBalance, { accountId: 'other', balanceMinor: 9 });
    await manager.query(`UPDATE account_balances SET "balanceMinor" = 10 WHERE "accountId" = 'other'`);
  });
  expect(await dataSource.getRepository(AccountBalance).find()).toEqual(before);
  await dataSource.transaction((manager) => tables.switchTo(second, manager));
  const after = await dataSource.getRepository(AccountBalance).find({ order: { accountId: 'ASC' } });
  expect(after.map((row) => ({ ...row }))).toEqual([
    { accountId: 'new', balanceMinor: 8 },
    { accountId: 'other', balanceMinor: 10 },
  ]);
  await tables.drop({ ...second, generation: 1 });
  expect(
    (await tables.generations('account-balances')).map(({ generation, state, shown }) => [generation, state, shown]),
  ).toEqual([
    [1, 'dropped', false],
    [2, 'live', true],
  ]);
});
