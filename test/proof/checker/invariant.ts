/** What must hold, whatever happens, by the numbers that are used wherever it is spoken of. */
export const invariants = {
  I1: 'every acknowledged append is present exactly once, every refused one is absent',
  I2: 'versions of a stream are 1 to n, under the expectation that was stated',
  I3: 'a position names one event for ever',
  I4: 'what a subscriber has met is exactly the log',
  I5: 'delivery is in position order, and a stream’s in that of versions',
  I6: 'a read model is the fold of the log',
  I7: 'every saga ends, and has each of its effects once',
  I8: 'money and stock are conserved at every position',
  I9: 'every effect has happened, in order per stream',
  I10: 'a snapshot and what came after it are the full fold',
  I11: 'after healing, nobody is behind',
  errors: 'nothing breaks that is not of the world’s making',
} as const;

export type Invariant = keyof typeof invariants;

/** What can be found, each with the invariant that it breaks; in the words of `jepsen.tests.kafka` where it has one. */
export const words = {
  /** It was acknowledged, and is not there. */
  'lost-write': 'I1',
  /** It was refused or rolled back, and is there. */
  'refused-present': 'I1',
  /** It was asked for once, and is there twice. */
  duplicate: 'I1',
  /** A part of what was all or nothing is there. */
  torn: 'I1',
  /** Nobody has asked for it. */
  stranger: 'I1',
  'version-gap': 'I2',
  'version-duplicate': 'I2',
  /** It stands at another version than the one that its writer had insisted on. */
  'broken-expectation': 'I2',
  /** A position was told of, or met, with another event than the one that is there. */
  'inconsistent-offsets': 'I3',
  /** A session has gone past an event without meeting it. */
  'poll-skip': 'I4',
  /** A durable subscriber has never applied it. */
  unseen: 'I4',
  /** It was met twice, or has had its effect twice. */
  'poll-duplicate': 'I4',
  'nonmonotonic-poll': 'I5',
  /** A later version of a stream has an earlier position. */
  'version-inversion': 'I5',
  'wrong-fold': 'I6',
  /** An instance of a saga has not come to its end, or was never begun. */
  unfinished: 'I7',
  /** The command of a step has taken effect more than once. */
  'step-twice': 'I7',
  /** It is on record as done, and has not taken effect. */
  'step-lost': 'I7',
  /** It has taken effect, and is not on record as done. */
  'step-stranger': 'I7',
  /** What did not happen was undone, or what nobody could undo any more. */
  'stray-compensation': 'I7',
  'deadline-twice': 'I7',
  money: 'I8',
  /** More was taken from a shelf than there was, or other than was asked for. */
  stock: 'I8',
  /** Something is held for ever, or was let go of that nobody held. */
  hold: 'I8',
  'effect-missing': 'I9',
  'effect-order': 'I9',
  'effect-stranger': 'I9',
  /** Its state is not what the events up to its version make. */
  'wrong-snapshot': 'I10',
  /** The event that it names is not in its stream. */
  'stray-snapshot': 'I10',
  lag: 'I11',
  /** Somebody gave up on an event for which there is no reason to. */
  parked: 'I11',
  bug: 'errors',
} as const satisfies Record<string, Invariant>;

export type Word = keyof typeof words;

/** The words of some invariants. */
export type WordOf<I extends Invariant> = { [W in Word]: (typeof words)[W] extends I ? W : never }[Word];
