import type { EventInput, EventStore } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import { Filled, Lost, Moved, Painted } from './balances.js';

/** Numbers that look random, and are the same ones each time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Writes so many events of all kinds to purses, so many appends at a time. */
export async function writeMany(
  store: EventStore,
  count: number,
  purses: number,
  seed = 1,
  atATime = 200,
): Promise<void> {
  const below = numbers(seed);
  const purse = (): string => `p${below(purses)}`;
  const next = (): readonly [string, EventInput] => {
    const kind = below(20);
    const cents = below(1_000);
    if (kind === 0) return [purse(), Lost.of()];
    if (kind === 1) return [purse(), Painted.of()];
    if (kind === 2) return ['nobody', Filled.of({ cents })];
    if (kind < 8) return [purse(), Moved.of({ from: purse(), to: purse(), cents })];
    return [purse(), Filled.of({ cents, ...(kind === 19 && { tags: [`t${cents}`] }) })];
  };
  for (let written = 0; written < count; written += atATime) {
    const appends = Array.from({ length: Math.min(atATime, count - written) }, () => {
      const [id, event] = next();
      return store.append(`purse-${id}`, [event], { expected: 'any' });
    });
    await Promise.all(appends);
  }
}

/** The balances by other code: from the table itself, without the library. */
export async function balancesBySql(dataSource: DataSource): Promise<Readonly<Record<string, number>>> {
  interface Row {
    readonly id: string;
    readonly type: string;
    readonly data: { readonly cents: number; readonly from: string; readonly to: string };
  }
  const rows = await dataSource.query<Row[]>(
    `SELECT substr(s.stream_id, 7) AS id, e.event_type AS type, e.data
     FROM daybook.events e JOIN daybook.streams s USING (stream_key) ORDER BY e.position`,
  );
  const balances = new Map<string, number>();
  const add = (id: string, cents: number): unknown => balances.set(id, (balances.get(id) ?? 0) + cents);
  for (const { id, type, data } of rows) {
    if (type === 'purse.lost') balances.delete(id);
    if (type === 'purse.filled' && id !== 'nobody') add(id, data.cents);
    if (type !== 'purse.moved') continue;
    // Within one purse it goes in: so says the fold, which asks for the receiver first.
    if (data.from === data.to) add(data.to, data.cents);
    else {
      add(data.from, -data.cents);
      add(data.to, data.cents);
    }
  }
  return Object.fromEntries([...balances].sort());
}

/** What stands in the read model's table. */
export async function balancesInTable(dataSource: DataSource, view: string): Promise<Readonly<Record<string, number>>> {
  const rows = await dataSource.query<{ purseId: string; cents: string }[]>(`SELECT * FROM ${view}`);
  return Object.fromEntries(rows.map(({ purseId, cents }) => [purseId, Number(cents)] as const).sort());
}
