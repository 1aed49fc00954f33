import type { DataSource } from 'typeorm';
import { type HandedOver, InlineHandOver, type InlineStanding } from '../../projections/inline/inline-hand-over.js';

/** A wrong hand-over: it asks for nobody who does not know the projection, and refuses nobody's appends. */
export class TakenOverUnguarded extends InlineHandOver {
  constructor(
    private readonly database: DataSource,
    schema: string,
  ) {
    super(database, schema);
  }

  override async standings(names: readonly string[]): Promise<readonly InlineStanding[]> {
    return (await super.standings(names)).map((one) => ({ ...one, isGuarded: one.isInline }));
  }

  override async unaware(): Promise<readonly string[]> {
    return [];
  }

  protected override async take(standing: InlineStanding): Promise<HandedOver> {
    const found = await super.take(standing);
    await this.database.query('UPDATE daybook.projection_generations SET inline_types = NULL');
    return found;
  }
}
