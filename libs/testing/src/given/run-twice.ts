import type { AggregateRoot } from '@daybook/domain';
import { comparable } from './comparable.js';
import { assertSame } from './difference.js';
import { codeOf, described, isRefused } from './outcome.js';
import type { Outcome } from './outcome.js';
import { runPlain, runRestored } from './run-case.js';
import type { Case } from './run-case.js';

/**
 * Runs a case plain, and again through capture and restoration; both must come to the same.
 * @throws AssertionError if they do not: the aggregate would break under snapshots
 */
export function runTwice<A extends AggregateRoot>(given: Case<A>, from: (...args: never[]) => unknown): Outcome {
  const plain = runPlain(given);
  const restored = runRestored(given);
  assertSame({
    headline:
      `${given.aggregateClass.name} behaves differently after its state was captured and restored: ` +
      `without that it ${described(plain)}; with it, it ${described(restored)}. ` +
      'Something of its state is not in its fields, or not in what its captureState gives',
    actual: shown(restored),
    expected: shown(plain),
    ...(isRefused(restored) ? { cause: restored.refusal } : {}),
    from,
  });
  return plain;
}

function shown(outcome: Outcome): object {
  if (isRefused(outcome)) return { refusal: codeOf(outcome) ?? String(outcome.refusal) };
  return { events: comparable(outcome.events), state: outcome.state };
}
