import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail as it has arrived. */
export interface Mail {
  readonly to: string;
  readonly messageId: string;
  readonly text: string;
}

/** A mail server that keeps each mail once, by its Message-ID, as mailboxes do; it knows nobody `@refused.example.org`. */
export class Mailbox {
  readonly mails: Mail[] = [];
  /** How many mails were sent to it, copies included. */
  received = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo({ address }, _session, answer) {
        answer(address.endsWith('@refused.example.org') ? new Error('No such mailbox') : undefined);
      },
      onData(stream, session, done) {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        text(stream).then(
          (message) => {
            mailbox.#receive(to, message);
            done();
          },
          (error: unknown) => done(error as Error),
        );
      },
    });
    const mailbox: Mailbox = new Mailbox(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  #receive(to: string, message: string): void {
    this.received++;
    const messageId = /^Message-ID: (.*)$/im.exec(message)?.[1] ?? '';
    const isCopy = this.mails.some((mail) => mail.to === to && mail.messageId === messageId);
    if (!isCopy) this.mails.push({ to, messageId, text: message });
  }
}
