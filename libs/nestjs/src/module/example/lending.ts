import { DomainEvent, EventType, On } from '@daybook/domain';
import { IsString } from 'class-validator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FoldProjection } from '../../projections/fold-projection.js';
import { Projection } from '../../projections/projection.decorator.js';

@EventType('book.lent')
export class Lent extends DomainEvent<'book.lent'> {
  @IsString() readonly reader!: string;
}

@EventType('book.returned')
export class Returned extends DomainEvent<'book.returned'> {}

@Entity({ name: 'loans', synchronize: false })
export class Loan {
  @PrimaryColumn('text') bookId!: string;
  @Column('text') reader!: string;
}

@Entity({ name: 'readers', synchronize: false })
export class Reader {
  @PrimaryColumn('text') name!: string;
  @Column('integer') books!: number;
}

/** Which books are lent, and to whom: by the stream. */
@Projection('loans', { version: 1, readModel: Loan, categories: ['book'] })
export class Loans extends FoldProjection<Loan> {
  initial(bookId: string): Loan {
    return { bookId, reader: '' };
  }
  @On(Lent) lent(row: Loan, event: Lent): void {
    row.reader = event.reader;
  }
  @On(Returned) returned(): null {
    return null;
  }
}

/** How many books each reader has ever had: by a key of its own, in several segments. */
@Projection('readers', { version: 1, readModel: Reader, key: (event) => (event as Lent).reader, segments: 3 })
export class Readers extends FoldProjection<Reader> {
  initial(name: string): Reader {
    return { name, books: 0 };
  }
  @On(Lent) lent(row: Reader): void {
    row.books += 1;
  }
}
