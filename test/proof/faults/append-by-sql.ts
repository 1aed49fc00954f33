import type { Client } from 'pg';
import type { HistoryFile } from '../history/history-file.js';
import type { Answer, AppendWay, StreamValues } from '../history/entry.js';
import { seededEventId } from '../load/seeded-event-id.js';
import type { SeededRandom } from '../world/seeded-random.js';

export interface SqlAppendPlan {
  /** What the names of calls begin with. */
  readonly by: string;
  readonly way: AppendWay;
  /** How many values. */
  readonly count: number;
  readonly stream?: string;
}

/** An append by SQL alone, in a transaction that somebody else holds. It is a call like any other in the history. */
export class AppendBySql {
  readonly #call: string;
  readonly #streams: readonly [StreamValues];
  #isInvoked = false;

  constructor(
    private readonly history: Pick<HistoryFile, 'write'>,
    random: SeededRandom,
    private readonly plan: SqlAppendPlan,
  ) {
    const { by, count, stream = `cell-${random.below(40)}` } = plan;
    const seed = random.below(2 ** 31);
    this.#call = `${by}/${seed.toString(36)}`;
    const values = Array.from({ length: count }, (_, n) => `${this.#call}/${n}`);
    this.#streams = [
      { stream, expected: 'any', values: values.map((value) => ({ value, eventId: seededEventId(seed, value) })) },
    ];
  }

  /** Appends on this connection, in its transaction. What came of it is said later, by one of the others. */
  async make(client: Client): Promise<Answer> {
    const { way } = this.plan;
    this.history.write({ word: 'invoked', call: this.#call, kind: 'append', way, streams: this.#streams });
    this.#isInvoked = true;
    const [{ stream, values }] = this.#streams;
    const { rows } = await client.query<{ outcome: string; version: string; last_position: string }>(
      `SELECT outcome, version, last_position
       FROM daybook.append(
         ARRAY[$1], ARRAY[-1::bigint], array_fill(1, ARRAY[$2::integer]), ARRAY(SELECT generate_series(1, $2::integer)),
         $3::uuid[], array_fill('proof.noted'::text, ARRAY[$2::integer]), array_fill(1, ARRAY[$2::integer]),
         ARRAY(SELECT jsonb_build_object('value', value, 'call', $5::text) FROM unnest($4::text[]) AS value),
         array_fill('{}'::jsonb, ARRAY[$2::integer]), array_fill(NULL::timestamptz, ARRAY[$2::integer]), NULL, NULL)`,
      [stream, values.length, values.map(({ eventId }) => eventId), values.map(({ value }) => value), this.#call],
    );
    const [row] = rows;
    if (row?.outcome !== 'appended') throw new Error(`An append by SQL was answered ${row?.outcome}.`);
    return { streams: [{ stream, version: Number(row.version), position: Number(row.last_position) }] };
  }

  committed(answer: Answer): void {
    this.history.write({ word: 'ok', call: this.#call, answer });
  }

  /** It is not there, and never comes. */
  failed(error: string): void {
    if (this.#isInvoked) this.history.write({ word: 'failed', call: this.#call, error });
  }

  unknown(error: string): void {
    this.history.write({ word: 'unknown', call: this.#call, error });
  }
}
