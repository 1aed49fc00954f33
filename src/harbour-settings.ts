import type { Clock } from '@daybook/domain';
import type { WriteVersions } from '@daybook/event-store';
import type { AccountsSettings } from './accounts/accounts-settings.js';
import { setting } from './setting.js';
import { writeVersionsIn } from './write-versions.js';

/** What Harbour is told from outside, besides where its database and its port are. */
export interface HarbourSettings extends AccountsSettings {
  /** Whether this process runs what runs by itself: read models and mails. Default `all`. */
  readonly run?: 'all' | 'none';
  /** Events that are written in an older shape, while a release is rolled out. Default: none. */
  readonly writeVersions?: WriteVersions | undefined;
  /** Where decisions and deadlines get their time from. Default: the clock of the machine. */
  readonly clock?: Clock | undefined;
}

/**
 * The settings of the environment: `OWNER_LIMIT_MINOR`, `HOME_CURRENCY`, `WRITE_VERSIONS`, and for mails `SMTP_URL`,
 * `MAIL_FROM` and `MAIL_TO`.
 *
 * @throws Error one of them cannot be right
 */
export function settingsOfEnvironment(): HarbourSettings {
  return {
    ownerLimitMinor: ownerLimit(setting('OWNER_LIMIT_MINOR')),
    homeCurrency: currency(setting('HOME_CURRENCY')),
    writeVersions: writeVersionsIn(setting('WRITE_VERSIONS')),
    mail: mail(setting('SMTP_URL')),
  };
}

function currency(code: string | undefined): string | undefined {
  if (code === undefined || /^[A-Z]{3}$/.test(code)) return code;
  throw new Error(`HOME_CURRENCY must be a currency code of three capitals (ISO 4217), but is ${code}.`);
}

function ownerLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(limit)) return limit;
  throw new Error(`OWNER_LIMIT_MINOR must be a whole number of minor units from 0 on, but is ${text}.`);
}

function mail(smtpUrl: string | undefined): HarbourSettings['mail'] {
  if (smtpUrl === undefined) return undefined;
  // Not the address itself: there may be a password in it.
  if (!URL.canParse(smtpUrl))
    throw new Error('SMTP_URL is no address. Write smtp://user:password@mail.example.org:587.');
  const from = setting('MAIL_FROM') ?? 'harbour@localhost';
  return { smtpUrl, from, to: setting('MAIL_TO') ?? from };
}
