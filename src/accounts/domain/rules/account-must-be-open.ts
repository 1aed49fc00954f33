import type { Rule } from '@daybook/domain';
import type { AccountStatus } from '../account-status.js';

/** Only an account that has been opened and not closed takes bookings. A frozen one is open in this sense. */
export function accountMustBeOpen(status: AccountStatus): Rule {
  return {
    code: 'account-must-be-open',
    holds: status === 'open' || status === 'frozen',
    message: `The account is ${status}. Only an open account takes bookings; use another one.`,
    data: { status },
  };
}
