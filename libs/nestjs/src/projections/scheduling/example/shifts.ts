import { type EventMetadata, On } from '@daybook/domain';
import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { Lent } from '../../../module/example/lending.js';
import { FoldProjection } from '../../fold-projection.js';
import { HandlerProjection } from '../../handler-projection.js';
import { Projection } from '../../projection.decorator.js';

@Entity({ name: 'nightly_loans', synchronize: false })
export class NightlyLoan {
  @PrimaryColumn('text') reader!: string;
  @Column('integer') books!: number;
}

/** How many books each reader has had, counted at three in the night. */
@Projection('nightly-loans', {
  version: 1,
  readModel: NightlyLoan,
  mode: { scheduled: '0 3 * * *' },
  key: (event) => (event as Lent).reader,
  segments: 2,
})
export class NightlyLoans extends FoldProjection<NightlyLoan> {
  initial(reader: string): NightlyLoan {
    return Object.assign(new NightlyLoan(), { reader, books: 0 });
  }
  @On(Lent) lent(row: NightlyLoan): void {
    row.books += 1;
  }
}

@Entity({ name: 'hourly_lines', synchronize: false })
export class HourlyLine {
  @PrimaryColumn('integer') position!: number;
  @Column('text') reader!: string;
}

/** What was lent, written by hand each hour; it can bear no more than one failure. */
@Projection('hourly-lines', {
  version: 1,
  readModel: HourlyLine,
  mode: { scheduled: '0 * * * *' },
  batchSize: 10,
  retry: { attempts: 1 },
  parking: { inAll: 1 },
})
export class HourlyLines extends HandlerProjection {
  /** Called before each line is written. */
  static before: () => void | Promise<void> = () => undefined;

  @On(Lent) async lent({ reader }: Lent, { position }: EventMetadata, manager: EntityManager): Promise<void> {
    await HourlyLines.before();
    await manager.insert(HourlyLine, { position, reader });
  }
}
