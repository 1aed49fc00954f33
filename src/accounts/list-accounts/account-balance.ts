import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An account as it can be looked for: a row of `account_balances`. */
@Entity({ name: 'account_balances', synchronize: false })
@Index(['ownerId'])
// One for each order of the list; the id makes each place in it the place of one account.
@Index(['balanceMinor', 'accountId'])
@Index(['openedAt', 'accountId'])
// Most accounts are open, so that the others alone are worth looking up by their status.
@Index(['status'], { where: "status <> 'open'" })
export class AccountBalance {
  @PrimaryColumn({ name: 'account_id', type: 'text' }) accountId!: string;
  @Column({ name: 'owner_id', type: 'text' }) ownerId!: string;
  @Column({ type: 'text' }) currency!: string;
  @Column({ type: 'text' }) status!: 'open' | 'frozen' | 'closed';
  @Column({ name: 'balance_minor', type: 'bigint' }) balanceMinor!: number;
  /** When it was opened in the world. */
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  /** How many things have happened to it. */
  @Column({ type: 'integer' }) version!: number;
}
