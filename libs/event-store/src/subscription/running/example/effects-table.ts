import type { EntityManager as TypeOrmManager } from 'typeorm';
import type { ExampleStore } from '../../../postgres/example/example-store.js';
import type { EntityManager } from '../../../stream/transaction.js';
import type { Consumer, Delivery } from '../consumer.js';
import { RecordingConsumer } from './recording-consumer.js';

/** Writes a row for each event in the checkpoint's transaction; what is written twice is there twice. */
export class TableConsumer extends RecordingConsumer {
  constructor(options: Partial<Consumer> = {}) {
    super({ ...options, transactional: true });
  }

  override async apply(deliveries: readonly Delivery[], manager: EntityManager | undefined): Promise<void> {
    const rows = deliveries.map(({ recorded, keys }) => ({ position: recorded.position, keys }));
    await (manager as TypeOrmManager).query(
      `INSERT INTO public.effects (subscription, key, position)
       SELECT $1, jsonb_array_elements_text(row.keys), row.position
       FROM jsonb_to_recordset($2) AS row (position bigint, keys jsonb) ORDER BY row.position`,
      [this.name, JSON.stringify(rows)],
    );
    await super.apply(deliveries, manager);
  }
}

/** The table of the effects, in a spec's database. */
export class EffectsTable {
  constructor(private readonly example: ExampleStore) {}

  async create(): Promise<void> {
    await this.example.ask(
      'CREATE TABLE public.effects (id bigserial, subscription text, key text, position bigint, at timestamptz DEFAULT clock_timestamp())',
    );
    await this.example.ask('GRANT ALL ON public.effects, public.effects_id_seq TO PUBLIC');
  }

  /** The positions that were applied, in the order of the writing. */
  async positionsOf(subscription: string, key?: string): Promise<readonly number[]> {
    const rows = await this.example.ask(
      'SELECT position FROM public.effects WHERE subscription = $1 AND ($2::text IS NULL OR key = $2) ORDER BY id',
      [subscription, key ?? null],
    );
    return rows.map(Number);
  }
}
