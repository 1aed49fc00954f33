import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ name: 'balances', synchronize: false })
export class Balance {
  @PrimaryColumn() id!: string;
  @Index() @Column('bigint') minor!: number;
}

/** The same table as a later release has it. */
@Entity({ name: 'balances', synchronize: false })
export class BalanceWithOwner {
  @PrimaryColumn() id!: string;
  @Column('text') owner!: string;
  @Index() @Column('bigint') minor!: number;
}

enum Status {
  Open = 'open',
  Closed = 'closed',
}

/** Every name has to be quoted, and the type of a column is made for it. */
@Entity({ name: 'Order of, $user accounts', synchronize: false })
export class OddNames {
  @PrimaryColumn({ name: 'select' }) id!: string;
  @Column({ name: 'from where', type: 'enum', enum: Status }) status!: Status;
  @Column({ name: 'Größe', type: 'bigint' }) minor!: number;
}

@Entity({ name: 'placed', schema: 'Reporting', synchronize: false })
export class Placed {
  @PrimaryColumn() id!: string;
  @Column('bigint') minor!: number;
}
