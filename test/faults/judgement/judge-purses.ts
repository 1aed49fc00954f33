import { Client } from 'pg';
import { digestOf } from '../load/purse-digest.js';
import type { PurseRow } from '../load/purse-release.js';
import type { ViewRead } from '../load/release-words.js';

/** An event of the log as the table has it. */
interface RawPassing {
  readonly position: number;
  readonly data: Readonly<{ owners?: readonly string[]; from?: string; to?: string; coins: number }>;
}

/** A generation that is kept up to date, as the record has it. */
export interface KeptTables {
  readonly version: number;
  readonly schema: string;
}

const units: Readonly<Record<number, number>> = { 1: 1, 2: 100 };

/**
 * What the purses hold at each position, folded from the rows of the log: it knows nothing of how the library does it.
 */
export class PurseJudge {
  private constructor(
    private readonly url: string,
    private readonly log: readonly RawPassing[],
  ) {}

  static async open(url: string): Promise<PurseJudge> {
    const rows = await ask(url, 'SELECT position, data FROM daybook.events ORDER BY position');
    const log = rows.map(({ position, data }) => ({ position: Number(position), data: data as RawPassing['data'] }));
    return new PurseJudge(url, log);
  }

  get events(): number {
    return this.log.length;
  }

  /**
   * - each read is whole: what a version shows at one position, and not of another version than is allowed
   * - none is empty, or refused; before its first rows, a reader whose version is being made may be told so
   * - none sees less than its reader has seen before
   */
  readings(reads: readonly ViewRead[], versions: readonly number[], mayWait = false): readonly string[] {
    const due = this.#digests(new Set(reads.map(({ position }) => position)));
    const found: string[] = [];
    let [last, hasBegun] = [0, !mayWait];
    for (const { reader, position, rows, total, digest, error } of reads) {
      if (error !== undefined && !hasBegun && error === '42P01') continue;
      hasBegun = true;
      const [first = '', second = ''] = due.get(position) ?? [];
      const shown = digest === '' ? undefined : [first, second].indexOf(digest) + 1;
      if (error !== undefined) found.push(`${reader} was refused: ${error}`);
      else if (rows === 0) found.push(`${reader} saw an empty model`);
      else if (shown === 0)
        found.push(`${reader} saw what no version shows at ${position}: ${rows} rows, ${total} coins`);
      else if (!versions.includes(shown ?? 0)) found.push(`${reader} saw the foreign model of version ${shown}`);
      if (error === undefined && position < last) found.push(`${reader} saw ${position} after ${last}`);
      last = Math.max(last, position);
    }
    return found;
  }

  /** I6: the rows of all generations that are kept are the fold of the whole log; waits until they have come there. */
  async kept(withinMs = 60_000): Promise<{ readonly violations: readonly string[]; readonly generations: number }> {
    const last = this.log.at(-1)?.position ?? 0;
    const due = this.#digests(new Set([last])).get(last) ?? [];
    const until = performance.now() + withinMs;
    for (;;) {
      const generations = await keptTables(this.url);
      const violations: string[] = [];
      for (const { version, schema } of generations) {
        const rows = (await ask(this.url, `SELECT * FROM ${schema}.purses_v${version}`)) as unknown as PurseRow[];
        if (digestOf(rows) === due[version - 1]) continue;
        violations.push(`I6 ${schema} is not the fold of the log: it has seen ${Math.max(...rows.map((r) => r.seen))}`);
      }
      if (violations.length === 0 || performance.now() > until) return { violations, generations: generations.length };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Of each version, by position. */
  #digests(positions: ReadonlySet<number>): ReadonlyMap<number, readonly string[]> {
    const held = new Map<string, { coins: number; seen: number; passes: number }>();
    const change = (owner: string, coins: number, seen: number): void => {
      const before = held.get(owner) ?? { coins: 0, passes: 0 };
      held.set(owner, { coins: before.coins + coins, seen, passes: before.passes + 1 });
    };
    const digests = new Map<number, readonly string[]>();
    for (const { position, data } of this.log) {
      for (const owner of data.owners ?? []) change(owner, data.coins, position);
      if (data.from !== undefined) change(data.from, -data.coins, position);
      if (data.to !== undefined) change(data.to, data.coins, position);
      if (!positions.has(position)) continue;
      const rowsOf = (version: number): PurseRow[] =>
        [...held].map(([owner, { coins, seen, passes }]) => {
          const row = { owner, coins: coins * units[version]!, seen };
          return version === 1 ? row : { ...row, passes };
        });
      digests.set(
        position,
        [1, 2].map((version) => digestOf(rowsOf(version))),
      );
    }
    return digests;
  }
}

/** The generations of the purses, and what each is at: `2.1 live, shown`. */
export async function purseStates(url: string): Promise<readonly string[]> {
  const rows = await ask(
    url,
    `SELECT version || '.' || generation || ' ' || state AS text,
            state = 'live' AND version = (SELECT version FROM daybook.projections WHERE projection = 'purses') AS shown,
            comparison IS NOT NULL AS compared
     FROM daybook.projection_generations ORDER BY version, generation`,
  );
  return rows.map(({ text, shown, compared }) => {
    const building = String(text).endsWith('building') && compared === true;
    return `${String(text)}${shown === true ? ', shown' : ''}${building ? ', compared' : ''}`;
  });
}

/** How many rows a table has. */
export async function rowsIn(url: string, table: string): Promise<number> {
  return Number((await ask(url, `SELECT count(*) AS rows FROM ${table}`))[0]?.['rows']);
}

async function keptTables(url: string): Promise<readonly KeptTables[]> {
  const text = `SELECT version, tables_schema AS schema FROM daybook.projection_generations
                WHERE state IN ('live', 'following')`;
  return (await ask(url, text)) as unknown as readonly KeptTables[];
}

async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
