import { On } from '@daybook/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FoldProjection } from '../../fold-projection.js';
import { Projection } from '../../projection.decorator.js';
import { Paid } from './tills.js';

/** As the next release has it: `CustomersPaid` with another column, and nothing of the tills. */
@Entity({ name: 'customers_paid', synchronize: false })
export class CustomerPaidNext {
  @PrimaryColumn('text') customer!: string;
  @Column('bigint') minor!: number;
  @Column('integer') times!: number;
}

@Projection('customers-paid', { version: 2, readModel: CustomerPaidNext, key: (event) => (event as Paid).customer })
export class CustomersPaidNext extends FoldProjection<CustomerPaidNext> {
  initial(customer: string): CustomerPaidNext {
    return { customer, minor: 0, times: 0 };
  }
  @On(Paid) paid(row: CustomerPaidNext, { minor }: Paid): void {
    row.minor += minor;
    row.times += 1;
  }
}

/** The same, where an operator is to switch. */
@Projection('customers-paid', {
  ...{ version: 2, readModel: CustomerPaidNext, onNewVersion: 'by-operator' as const },
  key: (event) => (event as Paid).customer,
})
export class CustomersPaidByOperator extends CustomersPaidNext {
  @On(Paid) override paid(row: CustomerPaidNext, event: Paid): void {
    super.paid(row, event);
  }
}
