import type { EntityManager as TypeOrmManager } from 'typeorm';
import type { EntityManager } from '../../stream/transaction.js';
import type { FollowAppend, InlineWork, UnplacedEvent } from '../../stream/inline-work.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import type { Noted } from './noted.js';

/** How often each text was noted, and at which positions. */
export const tallies = `CREATE TABLE public.tallies (text text PRIMARY KEY, times bigint, positions bigint[]);
                        GRANT ALL ON public.tallies TO PUBLIC`;

/** Counts texts in memory between a read and a write, as a fold does: whoever comes between is lost. */
export class Tallied implements InlineWork {
  concerns(type: string): boolean {
    return type === 'example.noted';
  }

  async prepare(events: readonly UnplacedEvent[], manager: EntityManager | undefined): Promise<FollowAppend> {
    const texts = [...new Set(events.map(({ event }) => (event as Noted).text))].sort();
    for (const text of texts) {
      await (manager as TypeOrmManager).query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [text]);
    }
    return (recorded) => this.count(recorded, manager);
  }

  protected async count(events: readonly RecordedEvent[], manager: EntityManager | undefined): Promise<void> {
    const { query } = manager as TypeOrmManager;
    for (const { event, position } of events) {
      const { text } = event as Noted;
      if (text === 'poison') throw new Error('It cannot be counted.');
      const ask = 'SELECT times::integer, positions FROM public.tallies WHERE text = $1';
      const [row] = (await query.call(manager, ask, [text])) as { times: number; positions: string[] }[];
      const values = [text, (row?.times ?? 0) + 1, [...(row?.positions ?? []), position]];
      const write = row
        ? 'UPDATE public.tallies SET times = $2, positions = $3 WHERE text = $1'
        : 'INSERT INTO public.tallies VALUES ($1, $2, $3)';
      await query.call(manager, write, values);
    }
  }
}

/** A wrong one: it begins when the events have their positions, and is alone with nothing. */
export class TalliedWithoutLocks extends Tallied {
  override async prepare(_events: readonly UnplacedEvent[], manager: EntityManager | undefined): Promise<FollowAppend> {
    return (recorded) => this.count(recorded, manager);
  }
}
