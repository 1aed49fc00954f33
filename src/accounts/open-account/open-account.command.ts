import { Command } from '@nestjs/cqrs';
import type { AccountOpening } from '../contract/account-opening.js';
import type { AccountTerms } from '../domain/account.js';
import type { Recording } from '../recording.js';

/** Open an account on these terms, under an id of the caller's or a new one. */
export class OpenAccount extends Command<AccountOpening> {
  constructor(
    readonly accountId: string | undefined,
    readonly terms: AccountTerms,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
