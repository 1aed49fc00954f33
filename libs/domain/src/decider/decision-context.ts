/** What a decision is told beside the command and the state. */
export interface DecisionContext {
  /** Which one it decides about: the stream's id without the category. */
  readonly id: string;
  /** The moment of the decision, the same throughout it. */
  readonly now: Date;
}
