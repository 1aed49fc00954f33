import fc from 'fast-check';

/** Whose turn it is, and for how many steps; what cannot be done then is left out, so that a schedule can be shortened. */
export interface Move {
  readonly who: string;
  readonly times: number;
}

/** Schedules for these. */
export function movesOf(
  names: readonly string[],
  most: { readonly moves: number; readonly times: number },
): fc.Arbitrary<Move[]> {
  const move = fc.record({ who: fc.constantFrom(...names), times: fc.integer({ min: 1, max: most.times }) });
  return fc.array(move, { maxLength: most.moves, size: 'max' });
}
