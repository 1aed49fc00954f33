import { expect, test } from '@jest/globals';
import { isDaybookError } from '@daybook/domain';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { refusalOf, type ContractSubject } from './contract-subject.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated/generated-case.js';
import { injectionLine } from './generated/injection.line.js';
import { numbersLine } from './generated/numbers.line.js';
import { semanticsLine } from './generated/semantics.line.js';
import { sizeLine } from './generated/size.line.js';
import { textLine } from './generated/text.line.js';
import { typesLine } from './generated/types.line.js';

const lines: readonly InputLine[] = [textLine, sizeLine, numbersLine, typesLine, injectionLine, semanticsLine];
const least = 100;

/** `DAYBOOK_SEED=<number>` repeats the cases of a run that has printed it. */
const seed = Number(process.env['DAYBOOK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/**
 * For every line of bad input, cases on either side of it, generated: what is refused is refused by a typed error that
 * names the place, and leaves nothing behind; what is accepted comes back exactly.
 */
export function generatedInputContract(subject: ContractSubject): void {
  test.each(lines)(
    '$line: at least a hundred cases are refused and as many accepted',
    async ({ line, refused, accepted }) => {
      const wrong: string[] = [];
      const refusedCases = distinct(fc.sample(refused, { seed, numRuns: least * 3 }));
      const acceptedCases = distinct(fc.sample(accepted, { seed, numRuns: least * 3 }));

      await Promise.all(refusedCases.map(async (given) => given.before?.(subject)));
      const head = await subject.store.head();
      const refusals = await Promise.all(refusedCases.map((given) => wrongRefusal(subject, given)));
      expect(await subject.store.head()).toBe(head);
      const returns = await Promise.all(acceptedCases.map((given) => wrongReturn(subject, given)));

      wrong.push(...[...refusals, ...returns].filter((finding) => finding !== undefined));
      const counts = `${refusedCases.length} refused, ${acceptedCases.length} accepted`;
      process.stdout.write(`${line}: ${counts} (DAYBOOK_SEED=${seed})\n`);
      expect(wrong).toEqual([]);
      expect(refusedCases.length).toBeGreaterThanOrEqual(least);
      expect(acceptedCases.length).toBeGreaterThanOrEqual(least);
    },
  );
}

/** Each case counts once, and no more are run than needed. */
function distinct<C extends RefusedCase | AcceptedCase>(cases: readonly C[]): readonly C[] {
  return [...new Map(cases.map((given) => [given.what, given])).values()].slice(0, least + 20);
}

async function wrongRefusal(subject: ContractSubject, given: RefusedCase): Promise<string | undefined> {
  const [property, part] = given.names;
  try {
    const refusal = await refusalOf(() => given.attempt(subject));
    if (!isDaybookError(refusal)) return `${given.what}: not a typed error but ${String(refusal)}`;
    const named = (refusal as unknown as Record<string, unknown>)[property];
    if (typeof named === 'string' && named.includes(part)) return undefined;
    return `${given.what}: ${property} is ${String(named)}, without ${part} (${refusal.message})`;
  } catch {
    return `${given.what}: not refused`;
  }
}

async function wrongReturn(subject: ContractSubject, given: AcceptedCase): Promise<string | undefined> {
  try {
    const outcome = await given.attempt(subject);
    return isDeepStrictEqual(outcome.found, outcome.given) ? undefined : `${given.what}: came back differently`;
  } catch (error) {
    return `${given.what}: ${String(error)}`;
  }
}
