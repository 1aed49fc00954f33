import { Aggregate, AggregateRoot, type DomainEvent, type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection, Reaction } from '@daybook/nestjs';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { Checked, CheckedToCounted, Counted, PaidIn, PaidInBefore, PaidInV1ToV2 } from './till-events.js';

/** What both releases show of a till; nothing of it changes from one to the other. */
@Entity({ name: 'tills', synchronize: false })
export class TillRow {
  @PrimaryColumn('text') till!: string;
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } }) minor!: number;
  @Column('integer') payments!: number;
  @Column('integer') counts!: number;
}

const reading = { segments: 2, batchSize: 20 } as const;
const noRow = (till: string): TillRow => ({ till, minor: 0, payments: 0, counts: 0 });

@Aggregate('till')
class TillBefore extends AggregateRoot {
  minor = 0;
  @On(PaidInBefore) protected paidIn({ amount }: PaidInBefore): void {
    this.minor += amount;
  }
  @On(Checked) protected checked(): void {}
}

@Projection('tills', { version: 1, readModel: TillRow, ...reading })
class TillsBefore extends FoldProjection<TillRow> {
  initial(till: string): TillRow {
    return noRow(till);
  }
  @On(PaidInBefore) paidIn(row: TillRow, { amount }: PaidInBefore): void {
    row.minor += amount;
    row.payments++;
  }
  @On(Checked) checked(row: TillRow): void {
    row.counts++;
  }
}

/** The statement with which a receipt is written, with its event's position: twice, if it is written twice. */
const writeReceipt = 'INSERT INTO till_receipts (position) VALUES ($1)';

@Reaction('till-receipts', { from: 'beginning', ...reading })
class ReceiptsBefore {
  constructor(private readonly source: DataSource) {}
  @On(PaidInBefore) async paidIn(_event: PaidInBefore, { position }: EventMetadata): Promise<void> {
    await this.source.query(writeReceipt, [position]);
  }
  @On(Checked) async checked(_event: Checked, { position }: EventMetadata): Promise<void> {
    await this.source.query(writeReceipt, [position]);
  }
}

@Aggregate('till')
class Till extends AggregateRoot {
  minor = 0;
  @On(PaidIn) protected paidIn({ money }: PaidIn): void {
    this.minor += money.minor;
  }
  @On(Counted) protected counted(): void {}
}

@Projection('tills', { version: 1, readModel: TillRow, ...reading })
class Tills extends FoldProjection<TillRow> {
  initial(till: string): TillRow {
    return noRow(till);
  }
  @On(PaidIn) paidIn(row: TillRow, { money }: PaidIn): void {
    row.minor += money.minor;
    row.payments++;
  }
  @On(Counted) counted(row: TillRow): void {
    row.counts++;
  }
}

@Reaction('till-receipts', { from: 'beginning', ...reading })
class Receipts {
  constructor(private readonly source: DataSource) {}
  @On(PaidIn) async paidIn(_event: PaidIn, { position }: EventMetadata): Promise<void> {
    await this.source.query(writeReceipt, [position]);
  }
  @On(Counted) async counted(_event: Counted, { position }: EventMetadata): Promise<void> {
    await this.source.query(writeReceipt, [position]);
  }
}

/** What one of them writes, the n-th time. */
type Write = (n: number) => DomainEvent;

const before: Write = (n) => (n % 3 === 0 ? Checked.of({ by: 'a clerk' }) : PaidInBefore.of({ amount: n }));
const after: Write = (n) =>
  n % 3 === 0 ? Counted.of({ by: 'a clerk' }) : PaidIn.of({ money: { minor: n, currency: 'EUR' } });

/** The two releases of the application. */
export const tillReleases = {
  old: { aggregate: TillBefore, upcasters: [], providers: [TillsBefore, ReceiptsBefore], write: before },
  young: {
    aggregate: Till,
    upcasters: [PaidInV1ToV2, CheckedToCounted],
    providers: [Tills, Receipts],
    write: after,
  },
} as const;
