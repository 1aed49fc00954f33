import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What the application has kept in a table of its own, since before Daybook. */
@Entity('invoices')
export class Invoice {
  @PrimaryGeneratedColumn() readonly number!: number;
  @Column() readonly tenant!: string;
}
