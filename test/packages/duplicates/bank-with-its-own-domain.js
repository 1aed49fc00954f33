// What one copy of @daybook/domain has made works with the repository of the other, and the two are named at the start.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { DaybookError, isBusinessRuleViolation, isDaybookError, isDomainEvent } from '@daybook/domain';
import { EventStore, noValidation } from '@daybook/event-store';
import { DaybookModule, configureHttp, getAggregateRepositoryToken } from '@daybook/nestjs';
import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Deposited, Vault } from 'bank';

const token = getAggregateRepositoryToken(Vault);
let vaults;

class VaultController {
  overdraw() {
    return vaults.update('v-1', (vault) => vault.deposit(0));
  }
}
Controller('overdraft')(VaultController);
Post()(VaultController.prototype, 'overdraw', Object.getOwnPropertyDescriptor(VaultController.prototype, 'overdraw'));

class Application {}
Module({
  imports: [
    DaybookModule.forRoot({ store: 'memory', validation: noValidation }),
    CqrsModule.forRoot(),
    DaybookModule.forFeature({ aggregates: [Vault] }),
  ],
  controllers: [VaultController],
})(Application);

const warnings = [];
const logger = { log: () => {}, error: console.error, warn: (message) => warnings.push(message) };
const app = await NestFactory.create(Application, { logger });
configureHttp(app);
await app.listen(0, '127.0.0.1');

const named = warnings.filter((warning) => warning.startsWith('Several copies'));
assert.equal(named.length, 1);
assert.match(named[0], /@daybook\/domain \S+ at \S+\/bank\/node_modules\/@daybook\/domain\//);
assert.equal(named[0].match(/@daybook\/domain \S+ at /g).length, 2);

vaults = app.get(token, { strict: false });
await vaults.create('v-1', (vault) => vault.deposit(5));
const { version, aggregate } = await vaults.update('v-1', (vault) => vault.deposit(7));
assert.equal(version, 2);
assert.equal(aggregate.minor, 12);

const [now, before] = [await vaults.load('v-1'), await vaults.load('v-1', { version: 1 })];
assert.deepEqual([now.minor, before.minor], [12, 5]);
assert.ok(now.lastAt instanceof Date);
for await (const { event, type } of app.get(EventStore).readStream('vault-v-1')) {
  assert.equal(type, 'vault.deposited');
  assert.ok(event instanceof Deposited && isDomainEvent(event));
}

const refusal = await vaults.update('v-1', (vault) => vault.deposit(0)).catch((error) => error);
assert.ok(isDaybookError(refusal) && isBusinessRuleViolation(refusal));
assert.ok(!(refusal instanceof DaybookError), 'there is one copy only, and nothing was tried');

const answer = await fetch(`${await app.getUrl()}/overdraft`, { method: 'POST' });
assert.equal(answer.status, 422);
assert.equal((await answer.json()).code, 'amount-must-be-positive');

await app.close();
console.log('as it must be');
