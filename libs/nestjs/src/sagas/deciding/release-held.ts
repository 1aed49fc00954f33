import type { SagaEffects } from '../saga-options.js';
import { lastFirst } from './ask-for.js';
import type { SagaDraft } from './saga-draft.js';

/** The saga has caught up with history: what is still open of what it wanted there is sent now, or never. */
export function releaseHeld(draft: SagaDraft, effects: SagaEffects): void {
  const held = draft.open({ status: 'held' });
  if (effects === 'dropped') {
    for (const { number } of held) draft.move(number, 'cancelled', 'follows from history');
    return;
  }
  const commands = held.filter(({ kind }) => kind === 'command').map(({ number }) => number);
  draft.sendLast([...commands, ...lastFirst(held.filter(({ kind }) => kind === 'compensation'))]);
}

/** Something has happened after what an instance wanted in history: it was done then, by whomever, and is never repeated. */
export function letGoOfHeld(draft: SagaDraft): void {
  for (const { number } of draft.open({ status: 'held' })) draft.move(number, 'cancelled', 'history has moved on');
}
