import type { DataSource } from 'typeorm';
import { type HandedOver, InlineHandOver } from '../../projections/inline/inline-hand-over.js';
import { type Generation, subscriptionOf } from '../../projections/read-model/generation.js';

/** A wrong hand-over: it keeps no append waiting, so that what was in flight or not applied yet is written by nobody. */
export class TakenOverInFlight extends InlineHandOver {
  constructor(
    private readonly database: DataSource,
    schema: string,
  ) {
    super(database, schema);
  }

  protected override async take(generation: Generation): Promise<HandedOver> {
    const { name, version, generation: number } = generation;
    const values = [name, version, number, subscriptionOf(generation)];
    await this.database.query('SELECT daybook.begin_inline($1, $2, $3, $4)', values);
    return 'begun';
  }
}
