import { Logger } from '@nestjs/common';
import { type Mail, Mailer } from './mailer.js';

/** For a Harbour without a mail server: says once that mails are not sent. */
export class NoMailer extends Mailer {
  readonly #logger = new Logger('Harbour');
  #hasSaid = false;

  override async send({ subject }: Mail): Promise<void> {
    if (this.#hasSaid) return;
    this.#hasSaid = true;
    this.#logger.log(`"${subject}" is not sent, nor any other mail: set SMTP_URL, and they are from then on.`);
  }
}
