// The same package's module, on its own copies of @daybook/event-store and @daybook/nestjs.
import { DaybookModule, MessageContext } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { Vault } from './vault.js';

export class BankModule {}
Module({ imports: [DaybookModule.forFeature({ aggregates: [Vault] })] })(BankModule);

/** The message as this package's copy sees it. */
export const messageHere = () => MessageContext.current?.metadata;
