import type { RecordedDecision } from '@daybook/nestjs';
import type { AccountChange } from './contract/account-change.js';
import type { Account } from './domain/account.js';

/** What a command on an account answers. */
export function changeOf({ version, position, aggregate }: RecordedDecision<Account>): AccountChange {
  return { version, position, balanceMinor: aggregate.balanceMinor };
}
