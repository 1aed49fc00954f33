import { On } from '@daybook/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Counted, TallyBegun } from '../../../commands/example/tally.js';
import { FoldProjection } from '../../fold-projection.js';
import { Projection } from '../../projection.decorator.js';

@Entity({ name: 'tally_sums', synchronize: false })
export class TallySum {
  @PrimaryColumn('text') tallyId!: string;
  @Column('integer') sum!: number;
}

/** What each tally has counted, in two segments; one that counts 13 is not to be had. */
@Projection('tally-sums', { version: 1, readModel: TallySum, segments: 2, retry: { attempts: 2, firstMs: 1 } })
export class TallySums extends FoldProjection<TallySum> {
  initial(tallyId: string): TallySum {
    return { tallyId, sum: 0 };
  }
  @On(TallyBegun) begun(): void {}
  @On(Counted) counted(row: TallySum, { amount }: Counted): void {
    if (amount === 13) throw new Error('Thirteen is not to be counted');
    row.sum += amount;
  }
}
