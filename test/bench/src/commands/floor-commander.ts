import { newEventId } from '@daybook/domain';
import pg from 'pg';
import { balanceLimitMinor } from '../account/balance-limit.js';
import { nextPayment } from '../account/payment.js';
import { floorSql } from '../floor/floor-sql.js';
import { commandRound, type Commander } from './commander.js';

/** The floor as it is measured. */
export const floorConfiguration = {
  statements: 'test/bench/floor/select.sql, then append.sql, prepared; each a transaction of its own',
  table: 'test/bench/floor/table.sql: the columns and indexes of the log, no checks, position from a sequence',
  driver: 'a pool of pg, its default parsers, row objects; versions counted in memory, so that nobody meets',
};

interface Row {
  readonly data: { readonly amountMinor: number };
}

const select = { name: 'floor_select', text: floorSql('select') };
const insert = { name: 'floor_append', text: floorSql('append') };

/** What a command needs of the database at least: the rows of the stream, and one more of them. */
export async function floorCommander(url: string, poolSize: number): Promise<Commander> {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // The last of them may be cut by a server that is stopped.
  pool.on('error', () => undefined);
  await pool.query(floorSql('table'));
  const versions = new Map<number, number>();
  const handle = async (account: number): Promise<void> => {
    const version = (versions.get(account) ?? 10) + 1;
    versions.set(account, version);
    const { rows } = await pool.query<Row>({ ...select, values: [account] });
    const payment = nextPayment();
    const balanceMinor = rows.reduce((sum, { data }) => sum + data.amountMinor, payment.amountMinor);
    if (balanceMinor >= balanceLimitMinor) throw new Error('The balance would exceed the limit.');
    const data = JSON.stringify(payment);
    const values = [account, version, newEventId(), 'account.funds-deposited', data, '{}', new Date()];
    await pool.query({ ...insert, values });
  };
  return {
    fill: ({ first, count }) => pool.query(floorSql('fill'), [first, count]),
    run: (round) => commandRound(handle, round),
    close: () => pool.end(),
  };
}
