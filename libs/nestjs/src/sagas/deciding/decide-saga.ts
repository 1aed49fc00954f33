import type { HeldSaga, SagaChange } from '@daybook/event-store';
import type { SagaEffects } from '../saga-options.js';
import type { SagaCase } from './case-of.js';
import { decideDeadline } from './decide-deadline.js';
import { decideEvent } from './decide-event.js';
import { decideEnd, decideRetry, decideSkip } from './decide-operation.js';
import { decideAccepted, decideGivenUp, decideRefused } from './decide-outcome.js';
import { releaseHeld } from './release-held.js';
import { SagaDraft } from './saga-draft.js';
import type { SagaInput } from './saga-input.js';
import { settle } from './settle.js';

/**
 * What becomes of an instance by what comes to it: the same for the same input, state and time. Undefined if nothing does,
 * and nothing has to be written.
 *
 * What a handler throws at an event or at a refusal is thrown: the event is tried again and parked, the step counts as one
 * that failed. What it throws at a deadline becomes the failure at which the instance is stuck.
 *
 * @throws SagaVersionUnknown a handler is to be called, and this process knows no class of the instance's version
 * @throws SagaStateNotJson, CommandNotJson, CommandTypeMissing, DeadlineUnhandled, SagaEndsTwice, SagaFieldChanged,
 *   SagaHandlerReturned, InvalidKey what the class does cannot be kept
 */
export function decideSaga(of: SagaCase, input: SagaInput, now: Date): SagaChange | undefined {
  switch (input.kind) {
    case 'event':
      return decideEvent(of, input, now);
    case 'deadline':
      return decideDeadline(of, input, now);
    case 'accepted':
      return decideAccepted(of, input.step, now);
    case 'refused':
      return decideRefused(of, input.step, input.refusal, now);
    case 'given-up':
      return decideGivenUp(of, input.step, now);
    case 'caught-up':
      return catchUp(of.held, input.effects, now);
    case 'retry':
      return decideRetry(of, now);
    case 'skip':
      return decideSkip(of, input.reason, now);
    case 'end':
      return decideEnd(of, input.reason, now);
  }
}

function catchUp(held: HeldSaga | undefined, effects: SagaEffects, now: Date): SagaChange | undefined {
  if (held === undefined) return undefined;
  const draft = new SagaDraft(held, now);
  releaseHeld(draft, effects);
  settle(draft);
  return draft.change();
}
