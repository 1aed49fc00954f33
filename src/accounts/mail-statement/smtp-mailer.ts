import { createTransport } from 'nodemailer';
import type { MailSettings } from './mail-settings.js';
import { type Mail, Mailer } from './mailer.js';

const withinMs = 10_000;

/** Sends over SMTP. */
export class SmtpMailer extends Mailer {
  readonly #transport;
  readonly #domain: string;

  constructor(private readonly settings: MailSettings) {
    super();
    const times = { connectionTimeout: withinMs, greetingTimeout: withinMs, socketTimeout: withinMs };
    this.#transport = createTransport({ url: settings.smtpUrl, ...times });
    this.#domain = settings.from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
  }

  override async send({ subject, text, eventId }: Mail): Promise<void> {
    const { from, to } = this.settings;
    await this.#transport.sendMail({ from, to, subject, text, messageId: `<${eventId}@${this.#domain}>` });
  }
}
