import type { EntityManager } from '@daybook/event-store';

/** Which keys have a row: for those who go through all rows of a generation. */
export interface RowKeys {
  /** The next keys behind one, or the first ones, in the order of their UTF-8 bytes (`compareKeys`). */
  keysAfter(key: string | undefined, atMost: number, manager: EntityManager | undefined): Promise<readonly string[]>;

  /** So many keys, or all if there are fewer, each with the same chance. */
  sampleKeys(count: number, manager: EntityManager | undefined): Promise<readonly string[]>;
}
