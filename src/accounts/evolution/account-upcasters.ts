import { AccountBlockedToFrozen } from './account-blocked-to-frozen.upcaster.js';
import { AccountOpenedWithDepositInTwo } from './account-opened-with-deposit-in-two.upcaster.js';
import { FundsDepositedV1ToV2 } from './funds-deposited-v1-to-v2.upcaster.js';
import { FundsDepositedV2ToV3 } from './funds-deposited-v2-to-v3.upcaster.js';

/** How what was recorded of accounts is read today, from the oldest shape on. */
export const accountUpcasters = [
  AccountBlockedToFrozen,
  AccountOpenedWithDepositInTwo,
  FundsDepositedV1ToV2,
  FundsDepositedV2ToV3,
] as const;
