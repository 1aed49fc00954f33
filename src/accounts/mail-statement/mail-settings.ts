/** Through which server the bank sends its mails, and to whom. */
export interface MailSettings {
  /** As `smtp://user:password@mail.example.org:587`. */
  readonly smtpUrl: string;
  readonly from: string;
  /** The bank's post room. */
  readonly to: string;
}
