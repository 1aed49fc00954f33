import type { Repository } from 'typeorm';
import type { Answer } from '../history/entry.js';
import { type Attempts, Failed, type Outcome } from './attempts.js';
import type { ProofHolding } from './proof-holdings.projection.js';

const patienceMs = 5_000;

/** Looks at all rows of the inline read model at once. */
export class HoldingsReading {
  constructor(
    private readonly holdings: Repository<ProofHolding>,
    private readonly attempts: Attempts,
  ) {}

  look(call: string): Promise<Outcome> {
    return this.attempts.make(call, { kind: 'read-holdings' }, () => this.#read());
  }

  async #read(): Promise<Answer> {
    const asked = this.holdings
      .createQueryBuilder('holding')
      .select('coalesce(sum(holding.coins), 0)::integer', 'total')
      .addSelect('count(*)::integer', 'accounts')
      .getRawOne<{ readonly total: number; readonly accounts: number }>();
    // The application's own question, which the driver answers in its own words.
    const answer = await Promise.race([asked.catch(failed), later()]);
    if (answer === undefined) throw new Failed('no answer');
    return answer;
  }
}

function failed(error: unknown): never {
  throw new Failed(error instanceof Error ? error.message : String(error));
}

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs, undefined).unref());
}
