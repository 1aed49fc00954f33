import { On } from '@daybook/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FoldProjection } from '../../projections/fold-projection.js';
import type { ProjectionMode } from '../../projections/projection-options.js';
import { Projection } from '../../projections/projection.decorator.js';
import { Lent } from './lending.js';

/** How many books a reader has lent. */
@Entity({ name: 'shelves', synchronize: false })
export class Shelf {
  @PrimaryColumn('text') reader!: string;
  @Column('integer') books!: number;
}

/** The same class in any mode and version, as releases one after the other have it. */
export function shelvesIn(mode: ProjectionMode, version = 1): new () => FoldProjection<Shelf> {
  @Projection('shelves', { version, readModel: Shelf, mode, key: (event) => (event as Lent).reader })
  class Shelves extends FoldProjection<Shelf> {
    initial(reader: string): Shelf {
      return Object.assign(new Shelf(), { reader, books: 0 });
    }
    @On(Lent) lent(row: Shelf): void {
      row.books++;
    }
  }
  return Shelves;
}
