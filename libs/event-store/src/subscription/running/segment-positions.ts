/** How far a subscription has come, segment by segment, as far as one knows. */
export interface SegmentPositions {
  /** Among how many its keys are divided. */
  readonly segments: number;
  /** By segment: everything up to here was applied, parked or passed over. */
  readonly positions: ReadonlyMap<number, number>;
}
