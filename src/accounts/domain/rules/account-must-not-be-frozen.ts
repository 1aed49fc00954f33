import type { Rule } from '@daybook/domain';
import type { AccountStatus } from '../account-status.js';

/** While an account is frozen, no money leaves it and it is not closed. */
export function accountMustNotBeFrozen(status: AccountStatus): Rule {
  return {
    code: 'account-must-not-be-frozen',
    holds: status !== 'frozen',
    message: 'The account is frozen: it takes money, and gives none. Unfreeze it first.',
    data: { status },
  };
}
