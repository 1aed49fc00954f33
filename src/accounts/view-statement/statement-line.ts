import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What has happened to an account's money, an event each: a row of `statement_lines`. */
@Entity({ name: 'statement_lines', synchronize: false })
@Index(['accountId', 'occurredAt', 'version'])
export class StatementLine {
  @PrimaryColumn({ name: 'event_id', type: 'uuid' }) eventId!: string;
  @Column({ name: 'account_id', type: 'text' }) accountId!: string;
  /** The event's place in the account. */
  @Column({ type: 'integer' }) version!: number;
  /** The opening moves nothing, and says that there is such an account. */
  @Column({ type: 'text' }) kind!: 'opening' | 'deposit' | 'withdrawal' | 'fee' | 'interest' | 'reversal';
  /** Below zero where money leaves the account. */
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: number;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
}
