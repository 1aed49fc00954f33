// Two copies of the Nest library share the message that is being handled; they do not share a module, and the start says
// so, with both copies named.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { isDaybookError } from '@daybook/domain';
import { noValidation } from '@daybook/event-store';
import { DaybookModule, MessageContext } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { BankModule, messageHere } from 'bank/module';

const metadata = { actor: 'teller-1' };
assert.deepEqual(MessageContext.run({ metadata }, messageHere), metadata);

const store = DaybookModule.forRoot({ store: 'memory', validation: noValidation });
const logger = { log: () => {}, error: () => {}, warn: () => {} };
const start = (imports) => {
  class Application {}
  Module({ imports })(Application);
  return NestFactory.createApplicationContext(Application, { logger, abortOnError: false });
};

const refusal = await start([store, CqrsModule.forRoot(), BankModule]).catch((error) => error);
assert.ok(isDaybookError(refusal), String(refusal));
assert.equal(refusal.code, 'daybook-not-configured');
for (const name of ['@daybook/domain', '@daybook/event-store', '@daybook/nestjs']) {
  assert.equal(refusal.message.split(`${name} `).length - 1, 2, `${name} is not named twice: ${refusal.message}`);
  assert.ok(refusal.message.includes(`/bank/node_modules/${name}/`));
}
console.log('as it must be');
