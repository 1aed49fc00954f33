import { DomainEvent, EventType, On } from '@daybook/domain';
import type { EventMetadata } from '@daybook/domain';
import { IsInt, IsString } from 'class-validator';
import { Column, Entity, type EntityManager, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { FoldProjection } from '../../fold-projection.js';
import { HandlerProjection } from '../../handler-projection.js';
import { Projection } from '../../projection.decorator.js';

@EventType('till.paid')
export class Paid extends DomainEvent<'till.paid'> {
  @IsString() readonly customer!: string;
  @IsInt() readonly minor!: number;
}

@Entity({ name: 'customers_paid', synchronize: false })
export class CustomerPaid {
  @PrimaryColumn('text') customer!: string;
  @Column('bigint') minor!: number;
}

/** What each customer has paid in all. On Sundays it is made anew, for practice. */
@Projection('customers-paid', {
  version: 1,
  readModel: CustomerPaid,
  key: (event) => (event as Paid).customer,
  segments: 2,
  retry: { attempts: 1 },
  rehearsal: { cron: '0 3 * * 0', segments: 3 },
})
export class CustomersPaid extends FoldProjection<CustomerPaid> {
  /** What it stumbles over. */
  static refused: string | undefined;

  initial(customer: string): CustomerPaid {
    return { customer, minor: 0 };
  }
  @On(Paid) paid(row: CustomerPaid, { customer, minor }: Paid): void {
    if (customer === CustomersPaid.refused) throw new Error('It cannot be read any more.');
    row.minor += minor;
  }
}

@Entity({ name: 'tills', synchronize: false })
export class Till {
  @PrimaryColumn('text') till!: string;
  @Column('bigint') minor!: string;
  @Column('jsonb') last!: object;
}

/** Under an id that the database gives. */
@Entity({ name: 'receipts', synchronize: false })
export class Receipt {
  @PrimaryGeneratedColumn() id!: number;
  @Column('text') till!: string;
  @Column('integer') minor!: number;
}

/** What is in the tills, and what was written for it: by handlers, into two tables. */
@Projection('tills', { version: 1, readModel: [Till, Receipt], categories: ['till'] })
export class Tills extends HandlerProjection {
  @On(Paid) async paid({ customer, minor }: Paid, { streamId }: EventMetadata, manager: EntityManager): Promise<void> {
    const tills = manager.getRepository(Till);
    const before = await tills.findOneBy({ till: streamId });
    await tills.save({ till: streamId, minor: String(Number(before?.minor ?? 0) + minor), last: { customer, minor } });
    await manager.getRepository(Receipt).insert({ till: streamId, minor });
  }
}

@Entity({ name: 'till_totals', synchronize: false })
export class TillTotal {
  @PrimaryColumn('text') till!: string;
  @Column('bigint') minor!: number;
}

/** Written by the appends themselves. */
@Projection('till-totals', { version: 1, readModel: TillTotal, categories: ['till'], mode: 'inline' })
export class TillTotals extends FoldProjection<TillTotal> {
  initial(till: string): TillTotal {
    return { till, minor: 0 };
  }
  @On(Paid) paid(row: TillTotal, { minor }: Paid): void {
    row.minor += minor;
  }
}

@Entity({ name: 'yearly_totals', synchronize: false })
export class YearlyTotal extends TillTotal {}

/** Brought up to date at New Year: not yet. */
@Projection('yearly-totals', { version: 1, readModel: YearlyTotal, mode: { scheduled: '0 0 1 1 *' } })
export class YearlyTotals extends FoldProjection<YearlyTotal> {
  initial(till: string): YearlyTotal {
    return { till, minor: 0 };
  }
  @On(Paid) paid(row: YearlyTotal, { minor }: Paid): void {
    row.minor += minor;
  }
}
