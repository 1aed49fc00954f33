// What other contexts may ask of an account, by the command bus.
export { OpenAccount } from '../open-account/open-account.command.js';
export { DepositFunds } from '../deposit-funds/deposit-funds.command.js';
export { FreezeAccount } from '../freeze-account/freeze-account.command.js';
export { HoldFunds } from '../hold-funds/hold-funds.command.js';
export { ReleaseHold } from '../release-hold/release-hold.command.js';
export { TakeHold } from '../take-hold/take-hold.command.js';
