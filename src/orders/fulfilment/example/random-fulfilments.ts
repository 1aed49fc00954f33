import fc from 'fast-check';

/** What is bought, of what there is, and by whom. */
export interface Purchase {
  readonly lines: readonly { readonly store: string; readonly quantity: number; readonly stocked: number }[];
  readonly fundedMinor: number;
  readonly percentOff: number | undefined;
}

/** What happens next, if it can. */
export type Move =
  /** All of the next four, in this order: so that what comes late in an order's life is met as often. */
  | 'go-on'
  /** The same again and again, until nothing is left to do. */
  | 'rest'
  /** The saga hears of the next fact. */
  | 'hear'
  /** Its next command is claimed, carried out, and what came of it put on record. */
  | 'claim'
  | 'carry-out'
  | 'answer'
  /** Its next deadline has come. */
  | 'wait'
  /** What others do. */
  | 'cancel'
  | 'mark-unavailable'
  | 'hand-over'
  | 'deliver'
  | 'freeze'
  | 'count-nothing'
  | 'buy-the-rest'
  | 'release'
  | 'pick'
  /** Goods that are paid are picked and taken along, and the saga hears of neither before both have happened. */
  | 'fetch'
  | 'void'
  | 'capture'
  | 'refund'
  | 'refund-part'
  /** The same of money that is taken at once, and the order is told at once, whatever it knows by then. */
  | 'refund-part-told'
  /** What others put aside and pay for the order, while it is not paid: what it needs, or something else. */
  | EarlyMove;

export const earlyMoves = ['reserve', 'reserve-more', 'reserve-for-a-while', 'pay', 'pay-less'] as const;
export type EarlyMove = (typeof earlyMoves)[number];

/** An order, and in which order everything happens that may happen to it. */
export interface Fulfilment {
  readonly purchase: Purchase;
  /** What others did while it was a cart. */
  readonly before: readonly EarlyMove[];
  readonly moves: readonly Move[];
}

const purchase: fc.Arbitrary<Purchase> = fc.record({
  lines: fc.uniqueArray(fc.constantFrom('lisbon', 'porto', 'faro'), { minLength: 1, maxLength: 3 }).chain((stores) =>
    fc.tuple(
      ...stores.map((store) =>
        fc.record({
          store: fc.constant(store),
          quantity: fc.integer({ min: 1, max: 2 }),
          stocked: fc.constantFrom(5, 5, 5, 5, 1, 0),
        }),
      ),
    ),
  ),
  fundedMinor: fc.constantFrom(10_000, 10_000, 10_000, 10_000, 50),
  percentOff: fc.constantFrom(undefined, undefined, 15),
});

const machinery: fc.Arbitrary<Move> = fc.constantFrom('go-on', 'go-on', 'rest', 'hear', 'claim', 'carry-out', 'answer');
const others: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Move>('cancel', 'hand-over', 'deliver', 'wait') },
  { weight: 1, arbitrary: fc.constantFrom<Move>('mark-unavailable', 'freeze', 'count-nothing', 'buy-the-rest') },
  { weight: 1, arbitrary: fc.constantFrom<Move>('release', 'void', 'capture', 'refund') },
  { weight: 2, arbitrary: fc.constantFrom<Move>('pick', 'fetch') },
  { weight: 3, arbitrary: fc.constantFrom<Move>(...earlyMoves) },
  { weight: 1, arbitrary: fc.constantFrom<Move>('refund-part', 'refund-part-told') },
);

/** Whole ones: of fractions, nearly all would be next to nothing, and everything would happen in the beginning. */
const percent = fc.integer({ min: 0, max: 99 });

/**
 * Mostly what the machinery does, in any order that it may; in between at most three things that others do, so that each of
 * them is met at every step.
 */
export const fulfilments: fc.Arbitrary<Fulfilment> = fc.record({
  purchase,
  before: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...earlyMoves)) },
  ),
  moves: fc
    .tuple(fc.array(machinery, { size: 'max', maxLength: 24 }), fc.array(fc.tuple(others, percent), { maxLength: 3 }))
    .map(([moves, between]) => {
      const all = [...moves];
      for (const [move, place] of between) all.splice(Math.floor((place * (all.length + 1)) / 100), 0, move);
      return all;
    }),
});
