import fc from 'fast-check';
import { Violation } from './violation.js';

/** How many interleavings are tried in order to find a shorter one. */
const usuallyShorter = 200;

/** What has been tried. */
export interface Explored {
  readonly interleavings: number;
  readonly seed: number;
  /** The shortest violation that was found. */
  readonly violation: Violation | undefined;
  readonly shrinks: number;
}

/**
 * Tries interleavings until a promise is broken, and then shorter ones.
 *
 * @throws whatever is no violation
 */
export async function explore<Plan>(
  plans: fc.Arbitrary<Plan>,
  run: (plan: Plan) => Promise<void>,
  numRuns: number,
  mostShorter = usuallyShorter,
): Promise<Explored> {
  let sinceCaught: number | undefined;
  const property = fc.asyncProperty(plans, async (plan) => {
    // Enough to make it short; the shortest of all would take ten times as long.
    if (sinceCaught !== undefined && ++sinceCaught > mostShorter) return;
    try {
      await run(plan);
    } catch (error) {
      sinceCaught ??= 0;
      throw error;
    }
  });
  const told = await fc.check(property, { numRuns, seed: seedOf(process.env.DAYBOOK_SEED) });
  const { seed, numRuns: interleavings, numShrinks: shrinks, errorInstance: error } = told;
  if (told.failed && !(error instanceof Violation))
    throw error instanceof Error ? error : new Error(`failed with ${String(error)}`);
  return { interleavings, seed, shrinks, violation: error instanceof Violation ? error : undefined };
}

/** Prints what a wrong program was caught with. */
export function printCaught(name: string, { interleavings, seed, violation }: Explored): void {
  console.log(
    `${name}: caught by interleaving ${interleavings} of seed ${seed}, at its shortest\n${violation?.message ?? ''}`,
  );
}

function seedOf(given: string | undefined): number {
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}
