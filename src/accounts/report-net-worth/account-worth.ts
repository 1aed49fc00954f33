/** What an account holds. Kept nowhere: folded when it is asked for. */
export class AccountWorth {
  currency = '';
  balanceMinor = 0;
  /** False before its opening, in the past that is asked about. */
  isOpened = false;

  constructor(readonly accountId: string) {}
}
