import type { JsonValue } from '@daybook/domain';
import { JsonCopy, tooLarge } from '../codec/json-copy.js';
import { JsonFinding } from '../codec/json-finding.js';
import { pathOf } from '../codec/field-path.js';
import type { AppendAllResult } from '../stream/append-result.js';
import type { Idempotency } from '../stream/idempotency.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';
import { AnswerNotJson } from './answer-not-json.error.js';
import type { Query } from './connection.js';
import { keptAppendOf } from './kept-append.js';
import type { Statements } from './statements.js';
import { TransactionAborted } from './transaction-aborted.error.js';
import type { KeyedOutcome } from './transactions.js';

/** The appends that are made in a transaction, for whoever keeps account of them. */
export class HeldAppends {
  readonly #accounts = new WeakMap<object, Set<AppendAllResult[]>>();

  enter(runner: object | undefined, result: AppendAllResult): void {
    const accounts = runner === undefined ? undefined : this.#accounts.get(runner);
    for (const account of accounts ?? []) account.push(result);
  }

  /** Begins an account of what is appended on a transaction's connection; the work's end is its end. */
  async during<R>(runner: object | undefined, work: (account: readonly AppendAllResult[]) => Promise<R>): Promise<R> {
    if (runner === undefined) return work([]);
    const accounts = this.#accounts.get(runner) ?? new Set();
    this.#accounts.set(runner, accounts);
    const account: AppendAllResult[] = [];
    accounts.add(account);
    try {
      return await work(account);
    } finally {
      accounts.delete(account);
    }
  }
}

const mostBytes = 2 ** 20;
const deepest = 64;

/**
 * Does work once under a key, in the transaction on whose connection `query` runs: claims the key, works, and settles
 * what was appended and answered, to commit or to roll back with the rest.
 *
 * @throws IdempotencyKeyConflict the key was used for something else
 * @throws AnswerNotJson the answer cannot be kept
 */
export async function onceUnderKey<R>(
  { key, fingerprint = '' }: Idempotency,
  query: Query,
  statements: Statements,
  appends: readonly AppendAllResult[],
  work: () => Promise<R>,
): Promise<KeyedOutcome<R>> {
  const [[outcome, ...kept] = []] = await query(statements.claim_key, [key, fingerprint]);
  if (outcome === 'key-conflict') throw new IdempotencyKeyConflict(key);
  if (outcome === 'known') {
    const known = keptAppendOf([[fingerprint, ...kept]]);
    return { answer: known?.answer?.value as R, position: known?.position ?? 0, repeated: true };
  }
  const answer = JSON.stringify(answerOf(await work()));
  const streams = appends.flatMap((append) => append.streams);
  // The first caller is told exactly what the later ones are told: PostgreSQL orders the fields.
  const [row] = await query(statements.settle_key, [
    key,
    streams.map(({ streamId }) => streamId),
    streams.map(({ version }) => version),
    streams.map(({ position }) => position),
    answer,
  ]);
  // The claim was undone under the work's hands.
  if (row?.[0] !== 't') throw new TransactionAborted(undefined);
  const told = JSON.parse(row[1] ?? '{}') as { readonly value?: R };
  return {
    answer: told.value as R,
    position: Math.max(0, ...appends.map(({ position }) => position)),
    repeated: false,
  };
}

function answerOf(value: unknown): { readonly value?: JsonValue } {
  const copy = new JsonCopy(mostBytes, deepest).of({ value });
  if (copy === tooLarge) throw new AnswerNotJson('answer', `is larger than ${mostBytes} bytes`);
  if (!(copy instanceof JsonFinding)) return copy;
  const [, ...steps] = copy.steps.reverse();
  throw new AnswerNotJson(`answer${pathOf(steps)}`, copy.reason, { cause: copy.cause });
}
