import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose account it is, which bookings do not say: a row of `account_owners`. */
@Entity({ name: 'account_owners', synchronize: false })
export class AccountOwner {
  @PrimaryColumn({ name: 'account_id', type: 'text' }) accountId!: string;
  @Column({ name: 'owner_id', type: 'text' }) ownerId!: string;
}
