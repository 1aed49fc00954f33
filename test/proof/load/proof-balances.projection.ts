import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Credited, Debited, Opened } from './proof-events.js';

/** What is in an account. */
@Entity({ name: 'proof_balances', synchronize: false })
export class ProofBalance {
  /** Its stream. */
  @PrimaryColumn('text') account!: string;
  @Column('text') owner!: string;
  @Column('integer') coins!: number;
  /** How many events have changed it. */
  @Column('integer') changes!: number;
  /** The position of the last of them. */
  @Column('integer') seen!: number;
}

/** Made behind the appends, by whoever holds a segment. */
@Projection('proof-balances', {
  version: 1,
  readModel: ProofBalance,
  key: (_, { streamId }) => streamId,
  segments: 3,
  batchSize: 30,
})
export class ProofBalances extends FoldProjection<ProofBalance> {
  initial(account: string): ProofBalance {
    return { account, owner: '', coins: 0, changes: 0, seen: 0 };
  }

  @On(Opened) opened(row: ProofBalance, { owner, coins }: Opened, meta: EventMetadata): void {
    row.owner = owner;
    change(row, coins, meta);
  }

  @On(Debited) debited(row: ProofBalance, { coins }: Debited, meta: EventMetadata): void {
    change(row, -coins, meta);
  }

  @On(Credited) credited(row: ProofBalance, { coins }: Credited, meta: EventMetadata): void {
    change(row, coins, meta);
  }
}

function change(row: ProofBalance, coins: number, { position }: EventMetadata): void {
  row.coins += coins;
  row.changes += 1;
  row.seen = position;
}
