/** From where on it is unusual how an account pays. */
export interface PatternLimits {
  /** The most payments that it may be asked for within an hour, those included that it refuses. */
  readonly mostPerHour: number;
  /** The most that it may promise within an hour, in minor units. */
  readonly mostMinorPerHour: number;
  /** From how many hours of its past on it is compared with itself. */
  readonly leastHours: number;
  /** How many times the spread of its past hours above their mean an hour may be. */
  readonly farthest: number;
  /** The least spread that is reckoned with, as a part of the mean: whoever always pays the same may pay a little more. */
  readonly leastSpread: number;
}

export const usualLimits: PatternLimits = {
  mostPerHour: 20,
  mostMinorPerHour: 1_000_000,
  leastHours: 5,
  farthest: 6,
  leastSpread: 0.25,
};
