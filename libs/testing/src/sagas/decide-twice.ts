import type { HeldSaga, SagaChange } from '@daybook/event-store';
import { decideSaga, type SagaInput } from '@daybook/nestjs/sagas';
import { assertSame } from '../given/difference.js';
import type { Moment } from './moment.js';

/**
 * What an input comes to, decided twice: on the instance as it is, and on one whose state went through JSON.
 * @throws AssertionError if they differ
 */
export function decideTwice(
  { saga, className, held, now }: Moment,
  key: string,
  input: SagaInput,
  from: (...args: never[]) => unknown,
): SagaChange | undefined {
  const once = decideSaga({ saga, key, held }, input, new Date(now));
  const again = decideSaga({ saga, key, held: held && throughJson(held) }, input, new Date(now));
  assertSame({
    headline:
      `${className} comes to something else when it decides the same a second time. A saga decides from the event, its ` +
      'state and this.now alone: it draws no lots, reads no other clock, and keeps nothing beside its state',
    actual: again,
    expected: once,
    from,
  });
  return once;
}

/** As a store would give it back: nothing but the JSON is left of what was put in. */
function throughJson(held: HeldSaga): HeldSaga {
  const state = JSON.parse(JSON.stringify(held.record.state)) as HeldSaga['record']['state'];
  return { ...held, record: { ...held.record, state } };
}
