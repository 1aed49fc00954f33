import type { EntityManager } from 'typeorm';
import { type GenerationStatements } from '@daybook/event-store';

/** What stands under a name in the database. */
export interface Relation {
  /** As `pg_class.relkind` has it. */
  readonly kind: string;
  /** Whether it is a view of a generation of the projection that was asked for. */
  readonly own: boolean;
  readonly columns: readonly RelationColumn[];
  readonly grants: readonly { readonly role: string | null; readonly privilege: string }[];
}

export interface RelationColumn {
  readonly name: string;
  readonly type: string;
  /** The type without length and precision. */
  readonly base: string;
}

/** Answers undefined if nothing stands there. */
export async function relationAt(
  manager: EntityManager,
  { relation }: GenerationStatements,
  schema: string,
  name: string,
  projection = '',
): Promise<Relation | undefined> {
  const [found] = await manager.query<Relation[]>(relation, [schema, name, projection]);
  return found;
}
