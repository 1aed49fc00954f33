import type { Rule } from '@daybook/domain';
import type { AccountStatus } from '../account-status.js';

/** An account is opened once. */
export function accountMustBeUnopened(status: AccountStatus): Rule {
  return {
    code: 'account-must-be-unopened',
    holds: status === 'unopened',
    message: `The account is ${status} already. An account is opened once; open another one.`,
    data: { status },
  };
}
