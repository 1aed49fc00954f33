import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the accounts of an owner hold together, below zero where the bank lends: a row of `owner_exposures`. */
@Entity({ name: 'owner_exposures', synchronize: false })
export class OwnerExposure {
  @PrimaryColumn({ name: 'owner_id', type: 'text' }) ownerId!: string;
  /** A sum of any size, unlike the balance of one account. */
  @Column({ name: 'balance_minor', type: 'numeric' }) balanceMinor!: bigint;
  /** How many accounts were opened. */
  @Column({ type: 'integer' }) accounts!: number;
}
