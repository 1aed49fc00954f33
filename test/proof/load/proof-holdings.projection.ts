import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Credited, Debited, Opened } from './proof-events.js';

/** What somebody has in all accounts together. */
@Entity({ name: 'proof_holdings', synchronize: false })
export class ProofHolding {
  @PrimaryColumn('text') owner!: string;
  @Column('integer') coins!: number;
  @Column('integer') changes!: number;
  @Column('integer') seen!: number;
}

/** Made in the transactions of the appends: whoever reads all rows at once never misses a coin. */
@Projection('proof-holdings', {
  version: 1,
  readModel: ProofHolding,
  key: (event) => (event as Opened | Debited | Credited).owner,
  mode: 'inline',
  batchSize: 30,
})
export class ProofHoldings extends FoldProjection<ProofHolding> {
  initial(owner: string): ProofHolding {
    return { owner, coins: 0, changes: 0, seen: 0 };
  }

  @On(Opened, Credited) added(row: ProofHolding, { coins }: Opened | Credited, meta: EventMetadata): void {
    change(row, coins, meta);
  }

  @On(Debited) taken(row: ProofHolding, { coins }: Debited, meta: EventMetadata): void {
    change(row, -coins, meta);
  }
}

function change(row: ProofHolding, coins: number, { position }: EventMetadata): void {
  row.coins += coins;
  row.changes += 1;
  row.seen = position;
}
