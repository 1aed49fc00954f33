import type { AccountsSettings } from './accounts-settings.js';
import { OwnerExposuresAfterwards } from './limit-owners/owner-exposures-afterwards.projection.js';
import { OwnerExposures } from './limit-owners/owner-exposures.projection.js';
import { AccountBalances } from './list-accounts/account-balances.projection.js';
import { DailyTotals } from './report-daily-totals/daily-totals.projection.js';
import { NetWorth } from './report-net-worth/net-worth.projection.js';
import { AccountStatements } from './view-statement/account-statements.projection.js';

/** What can be asked about accounts besides an account itself. A limit on what owners owe needs exposures that never lag. */
export function accountProjections({ ownerLimitMinor }: AccountsSettings) {
  const exposures = ownerLimitMinor === undefined ? OwnerExposuresAfterwards : OwnerExposures;
  return [AccountBalances, AccountStatements, DailyTotals, NetWorth, exposures] as const;
}
