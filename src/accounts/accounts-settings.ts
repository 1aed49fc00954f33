import type { MailSettings } from './mail-statement/mail-settings.js';

/** What the bank is told from outside. */
export interface AccountsSettings {
  /** How far the accounts of one owner may go below zero together, in minor units. Default: without a limit. */
  readonly ownerLimitMinor?: number | undefined;
  /** The currency of deposits that were recorded before they said theirs, an ISO 4217 code. Default: unknown, `XXX`. */
  readonly homeCurrency?: string | undefined;
  /** Default: no mail is sent. */
  readonly mail?: MailSettings | undefined;
}
