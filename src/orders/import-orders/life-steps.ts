import type { Command } from '@nestjs/cqrs';
import type { RowPlace } from '../marketplace/marketplace-rows.js';
import type { LifeStep, OrderFact } from './life-step.js';
import { type MarkedRecording, MarketplaceMark } from './marketplace-mark.js';

/** What the order's history holds after a command. */
export type Told = Pick<OrderFact, 'type' | 'data'>;

/** The steps of one order's life, while they are put together. */
export class LifeSteps {
  readonly steps: LifeStep[] = [];
  readonly #mark: MarketplaceMark;

  constructor(orderId: string) {
    this.#mark = MarketplaceMark.ofOrder(orderId);
  }

  recording(part: string, at: Date, row: RowPlace): MarkedRecording {
    return this.#mark.recording(part, at, row);
  }

  fact(part: string, at: Date, { file, line }: RowPlace, told: Told): OrderFact {
    return { cause: this.#mark.cause(part), row: { file, line }, at, ...told };
  }

  add(step: LifeStep): void {
    this.steps.push(step);
  }

  /** A step that is one command to the order. */
  ofOrder(
    part: string,
    row: RowPlace,
    at: Date,
    command: (recording: MarkedRecording) => Command<unknown>,
    told: Told,
  ): void {
    const commands = [command(this.recording(part, at, row))];
    this.add({ part, row, commands, facts: [this.fact(part, at, row, told)] });
  }
}
