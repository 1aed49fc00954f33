import type { Rule } from '@daybook/domain';
import type { AccountStatus } from '../account-status.js';

/** Only a frozen account can be unfrozen. */
export function accountMustBeFrozen(status: AccountStatus): Rule {
  return {
    code: 'account-must-be-frozen',
    holds: status === 'frozen',
    message: `The account is ${status}, not frozen. There is nothing to unfreeze.`,
    data: { status },
  };
}
