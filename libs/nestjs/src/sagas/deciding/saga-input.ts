import type { JsonObject } from '@daybook/domain';
import type { RecordedEvent, SagaDeadline } from '@daybook/event-store';
import type { SagaEffects } from '../saga-options.js';

/** What comes to an instance. */
export type SagaInput =
  /** A fact. `history` says that it lies before the position from which the saga's effects count. */
  | ({ readonly kind: 'event'; readonly recorded: RecordedEvent; readonly history: boolean } & Meanwhile)
  /** A time that has come. */
  | ({ readonly kind: 'deadline'; readonly deadline: SagaDeadline } & Meanwhile)
  /** A step was carried out. */
  | { readonly kind: 'accepted'; readonly step: number }
  /** A step was refused by a rule. */
  | { readonly kind: 'refused'; readonly step: number; readonly refusal: StepRefusal }
  /** A step that was under way when an operator ended the instance will not be sent once more. */
  | { readonly kind: 'given-up'; readonly step: number }
  /** The saga has come to the position from which its effects count. */
  | { readonly kind: 'caught-up'; readonly effects: SagaEffects }
  /** An operator has that tried again at which the instance is stuck. */
  | { readonly kind: 'retry' }
  /** An operator has it left out. */
  | { readonly kind: 'skip'; readonly reason: string }
  /** An operator ends the instance. */
  | { readonly kind: 'end'; readonly reason: string };

interface Meanwhile {
  /** Whether events of history are parked that the instance has still to be told: what it holds goes on waiting for them. */
  readonly historyWaits?: boolean | undefined;
}

/** What the rule said that refused a command. */
export interface StepRefusal {
  readonly code: string;
  readonly message: string;
  readonly data?: JsonObject | undefined;
}
