import type { DomainEvent } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { StreamValues } from '../../history/entry.js';
import type { Attempts, Outcome } from '../attempts.js';
import { seededEventId } from '../seeded-event-id.js';
import type { PlannedAsk } from './planned-ask.js';
import { MoveAsked, OrderCancelled, OrderConfirmed, OrderSubmitted, Supplied } from './saga-events.js';

/** By what is asked. */
export interface AskingParts {
  readonly store: EventStore;
  readonly attempts: Attempts;
  readonly seed: number;
}

/** An event with its place: to be there once, like every value that is appended. */
interface Asked {
  readonly stream: string;
  readonly expected: StreamValues['expected'];
  event(fields: { readonly value: string; readonly call: string }): DomainEvent;
}

/** Asks for what sagas see to: by facts that callers append themselves. */
export class Asking {
  constructor(private readonly parts: AskingParts) {}

  async ask(call: string, planned: PlannedAsk): Promise<Outcome> {
    switch (planned.kind) {
      case 'supply': {
        const { stream, amount } = planned;
        return this.#append(call, { stream, expected: 'any', event: (is) => Supplied.of({ ...is, amount }) });
      }
      case 'move': {
        const { asked } = planned;
        const event: Asked['event'] = (is) => MoveAsked.of({ ...is, ...asked });
        return this.#append(call, { stream: `move-${call}`, expected: 'noStream', event });
      }
      case 'order':
        return this.#order(call, planned);
    }
  }

  async #order(of: string, { asked, then }: Extract<PlannedAsk, { readonly kind: 'order' }>): Promise<Outcome> {
    const stream = `order-${of}`;
    const event: Asked['event'] = (is) => OrderSubmitted.of({ ...is, ...asked });
    const outcome = await this.#append(of, { stream, expected: 'noStream', event });
    if (then === undefined) return outcome;
    await pause(then.afterMs);
    const said: Asked['event'] = (is) =>
      then.says === 'confirmed' ? OrderConfirmed.of({ ...is, of }) : OrderCancelled.of({ ...is, of });
    return this.#append(`${of}-then`, { stream, expected: 'any', event: said });
  }

  #append(call: string, { stream, expected, event }: Asked): Promise<Outcome> {
    const { store, attempts, seed } = this.parts;
    const value = `${call}/0.0`;
    const eventId = seededEventId(seed, value);
    const streams = [{ stream, expected, values: [{ value, eventId }] }];
    return attempts.make(call, { kind: 'append', way: 'alone', streams }, async () => {
      const events = [{ event: event({ value, call }), eventId }];
      const { version, position } = await store.append(stream, events, { expected });
      return { streams: [{ stream, version, position }] };
    });
  }
}
