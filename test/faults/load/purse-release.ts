import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Endowed, Passed } from './purse-events.js';

/** What each release shows of a purse: who reads the rows of another one reads something else in the same column. */
export interface PurseRow {
  owner: string;
  /** Version 1 counts coins, version 2 hundredths of them. */
  coins: number;
  /** The position of the last event that has changed it. */
  seen: number;
  /** Since version 2: how often it has changed. */
  passes?: number;
}

@Entity({ name: 'purses', synchronize: false })
class PurseOfOne implements PurseRow {
  @PrimaryColumn('text') owner!: string;
  @Column('integer') coins!: number;
  @Column('integer') seen!: number;
}

@Entity({ name: 'purses', synchronize: false })
class PurseOfTwo extends PurseOfOne {
  @Column('integer') passes!: number;
}

abstract class AnyPurses extends FoldProjection<PurseRow> {
  protected abstract readonly unit: number;

  initial(owner: string): PurseRow {
    return { owner, coins: 0, seen: 0 };
  }
  @On(Endowed) endowed(row: PurseRow, { coins }: Endowed, meta: EventMetadata): void {
    this.change(row, coins, meta);
  }
  @On(Passed) passed(row: PurseRow, { from, coins }: Passed, meta: EventMetadata): void {
    this.change(row, row.owner === from ? -coins : coins, meta);
  }
  protected change(row: PurseRow, coins: number, { position }: EventMetadata): void {
    row.coins += coins * this.unit;
    row.seen = position;
  }
}

const key = (event: unknown): readonly string[] =>
  event instanceof Endowed ? event.owners : [(event as Passed).from, (event as Passed).to];

@Projection('purses', { version: 1, readModel: PurseOfOne, key, batchSize: 50 })
class PursesOfOne extends AnyPurses {
  protected readonly unit = 1;
}

@Projection('purses', { version: 2, readModel: PurseOfTwo, key, batchSize: 50, onNewVersion: 'by-operator' })
class PursesOfTwo extends AnyPurses {
  protected readonly unit = 100;

  override initial(owner: string): PurseRow {
    return { ...super.initial(owner), passes: 0 };
  }
  protected override change(row: PurseRow, coins: number, meta: EventMetadata): void {
    super.change(row, coins, meta);
    row.passes = (row.passes ?? 0) + 1;
  }
}

/** The two releases of the application. */
export const purseReleases = {
  1: { entity: PurseOfOne, projection: PursesOfOne },
  2: { entity: PurseOfTwo, projection: PursesOfTwo },
} as const;
