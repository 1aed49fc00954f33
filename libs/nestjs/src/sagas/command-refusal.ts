import type { JsonObject } from '@daybook/domain';

/** What a saga is told of a command that a rule has refused: nothing of it took effect. */
export interface CommandRefusal<Command extends object = object> {
  /** The command that was sent, made again from what is kept of it. */
  readonly command: Command;
  /** The rule that was broken, by its code: `stock-must-suffice`. */
  readonly code: string;
  /** What the rule said. */
  readonly message: string;
  /** The values that decided, where the rule gave them; else empty. */
  readonly data: JsonObject;
  /** The number of the step in which it was sent. */
  readonly step: number;
}
