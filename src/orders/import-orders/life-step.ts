import type { RecordedEvent } from '@daybook/event-store';
import type { Command } from '@nestjs/cqrs';
import type { RowPlace } from '../marketplace/marketplace-rows.js';
import type { PaymentStep } from './payment-step.js';

/** What the history of the order itself has to say after a step. */
export interface OrderFact {
  readonly cause: string;
  readonly row: RowPlace;
  readonly type: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly at: Date;
}

/** A step of an order's life: commands that take effect together or not at all. */
export interface LifeStep {
  /** Unique in the order. */
  readonly part: string;
  readonly row: RowPlace;
  readonly commands: readonly Command<unknown>[];
  /** What the order's history holds afterwards; none if the step is about stock or money alone. */
  readonly facts: readonly OrderFact[];
  /** The payment that tells whether the step was made, where nothing else does. */
  readonly payment?: PaymentStep;
}

/** How what is recorded differs from a fact; undefined if it does not. */
export function differenceFrom(fact: OrderFact, recorded: RecordedEvent): string | undefined {
  if (recorded.type !== fact.type) return `${fact.type} where ${recorded.type} is recorded`;
  for (const [field, value] of Object.entries(fact.data)) {
    const found = recorded.data[field];
    if (found !== value) return `${field} ${value} where ${JSON.stringify(found)} is recorded`;
  }
  if (recorded.occurredAt.getTime() === fact.at.getTime()) return undefined;
  return `${fact.at.toISOString()} where ${recorded.occurredAt.toISOString()} is recorded`;
}
