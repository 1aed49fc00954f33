import { waitingStatements } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { RowsStanding, RowStandings } from './rows-standing.js';

/** Where the rows are read: on the server that is written to, or on those that follow it. */
export type ReadsFrom = 'primary' | 'replica';

interface Row {
  readonly generation: number;
  readonly isInline: boolean;
  readonly positions: readonly number[];
  readonly visible: readonly number[];
}

/** One that can be asked: TypeORM itself, or the pool of one replica. */
type Ask = (text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * Of rows in tables. TypeORM takes any of the replicas for a read, so that rows are as far as the last one of them has come.
 */
export class PostgresRowStandings implements RowStandings {
  readonly #text: string;

  /**
   * @param dataSource which may not be connected yet
   * @param schema the event store's
   */
  constructor(
    private readonly dataSource: () => DataSource,
    schema: string,
    private readonly readsFrom: ReadsFrom,
  ) {
    this.#text = waitingStatements(schema).rowsStanding;
  }

  async of({ name, version }: ProjectionDefinition, asked: readonly number[]): Promise<RowsStanding | undefined> {
    const dataSource = this.dataSource();
    const replicas = this.readsFrom === 'replica' ? replicasOf(dataSource) : [];
    if (replicas.length === 0) {
      // What was appended is visible on the primary, whoever asks.
      const [row] = await dataSource.query<readonly Row[]>(this.#text, [name, version, []]);
      return standingOf(row && { ...row, visible: asked }, { name, version });
    }
    const answers = await Promise.all(
      replicas.map(async (ask) => standingOf((await ask(this.#text, [name, version, asked]))[0], { name, version })),
    );
    return answers.reduce(behindOf);
  }
}

function standingOf(row: Row | undefined, of: { readonly name: string; readonly version: number }): Answer {
  if (row === undefined) return undefined;
  const { generation, isInline, positions, visible } = row;
  return { generation: { ...of, generation }, isInline, positions, visible: new Set(visible) };
}

type Answer = RowsStanding | undefined;

/** The rows are nowhere further than this; servers on both sides of a switch are waited for. */
function behindOf(one: Answer, other: Answer): Answer {
  if (one === undefined || other === undefined) return undefined;
  const isSame =
    one.generation.generation === other.generation.generation &&
    one.isInline === other.isInline &&
    one.positions.length === other.positions.length;
  if (!isSame) return undefined;
  const positions = one.positions.map((position, segment) => Math.min(position, other.positions[segment] ?? 0));
  const visible = new Set([...one.visible].filter((position) => other.visible.has(position)));
  return { ...one, positions, visible };
}

interface ReplicaPool {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly Row[] }>;
}

/** TypeORM has the pools of its replicas in the driver, and lets nobody choose among them. */
function replicasOf({ driver }: DataSource): readonly Ask[] {
  const { slaves = [] } = driver as { readonly slaves?: readonly ReplicaPool[] };
  return slaves.map((pool) => async (text, values) => (await pool.query(text, values)).rows);
}
