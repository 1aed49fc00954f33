import { createHash } from 'node:crypto';

import { statementColumns } from '../statement/statement-row.js';
import { Random } from './random.js';
import { firstMovement, nextMovement, type SampleMovement } from './sample-movement.js';

export interface SampleOptions {
  readonly accounts: number;
  /** At least as many as accounts, because each is opened by a row of its own. */
  readonly rows: number;
  /** The same seed gives the same statement. */
  readonly seed: number;
}

const firstDay = Date.UTC(1993, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;
const longestSpanDays = 3652;
const daysPerRow = 4;
const banks = ['AB', 'CD', 'EF', 'GH', 'IJ', 'KL', 'MN', 'OP', 'QR', 'ST', 'UV', 'WX', 'YZ'];

/**
 * A made-up statement, line by line, for those who have none of a bank. It knows nothing of Harbour's accounts: its
 * balances are added up here, so that what the accounts come to can be compared with something.
 *
 * Its memory grows with the accounts, 8 bytes for each, and not with the rows.
 */
export function* sampleStatement(options: SampleOptions): Generator<string, void, undefined> {
  const { accounts, rows } = options;
  const random = new Random(options.seed);
  const ids = sampleIds(options);
  const balances = new Float64Array(accounts);
  // The accounts are opened one after the other in the first half.
  const rowsPerOpening = Math.max(1, Math.floor(rows / accounts / 2));
  const span = Math.min(longestSpanDays, Math.max(30, Math.ceil(rows / accounts) * daysPerRow));
  let opened = 0;
  yield `${statementColumns.join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    const opens = opened < accounts && row >= opened * rowsPerOpening;
    const account = opens ? opened++ : random.between(0, opened - 1);
    const movement = opens ? firstMovement(random) : nextMovement(random, balances[account] ?? 0);
    const balance = (balances[account] ?? 0) + movement.amountMinor;
    balances[account] = balance;
    const bookedOn = new Date(firstDay + Math.floor((row * span) / rows) * dayMs).toISOString().slice(0, 10);
    const { operation, purpose, amountMinor } = movement;
    const [bank, counterparty] = otherSide(random, movement);
    yield `${ids.transaction(row)},${ids.account(account)},${bookedOn},${operation},${purpose},${amountMinor},${balance},${bank},${counterparty}\n`;
  }
}

/** Numbers with a beginning of their own, so that different samples can be imported into one Harbour. */
function sampleIds({ accounts, rows, seed }: SampleOptions) {
  const hash = createHash('sha256').update(`${accounts} ${rows} ${seed}`).digest();
  const start = 100_000 + (hash.readUInt32LE() % 900_000);
  const id = (number: number, highest: number): string =>
    `${start}${String(number).padStart(String(highest).length, '0')}`;
  return {
    account: (index: number): string => id(index + 1, accounts),
    transaction: (index: number): string => id(index + 1, rows),
  };
}

function otherSide(random: Random, { operation }: SampleMovement): readonly [bank: string, account: string] {
  if (operation !== 'transfer-in' && operation !== 'transfer-out') return ['', ''];
  return [banks[random.between(0, banks.length - 1)] ?? '', String(random.between(10_000_000, 99_999_999))];
}
