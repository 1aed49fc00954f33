/** A mail of the bank's. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** Where it comes from, so that mailboxes drop a copy. */
  readonly eventId: string;
}

/** Sends what is to be sent on paper or otherwise to the bank's own post room: the bank's log knows nobody's address. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}
