import { Query } from '@nestjs/cqrs';
import type { Period } from '../period.parameters.js';
import type { AccountStatement } from './account-statement.js';

/** What has happened to the account's money within a period? */
export class ViewStatement extends Query<AccountStatement> {
  constructor(
    readonly accountId: string,
    readonly period: Period,
  ) {
    super();
  }
}
