import { isDaybookError } from '@daybook/domain';
import { type Generation, type ProjectionOperations, subscriptionOf } from '@daybook/nestjs';
import { setTimeout as pause } from 'node:timers/promises';

const name = 'proof-balances';
const patienceMs = 60_000;
/** So many events behind, a switch catches up by itself. */
const nearBy = 100;

/**
 * Makes the rows of the fold anew and lets readers see those, as an operator would: what somebody has begun before and not
 * brought to an end, such as one who was killed, is cancelled; what nobody reads any more is dropped.
 */
export async function rebuildBalances(operations: ProjectionOperations): Promise<void> {
  const generation = await begin(operations);
  const end = performance.now() + patienceMs;
  while (!(await switched(operations, generation))) {
    if (performance.now() > end) throw new Error(`"${name}" was not rebuilt within ${patienceMs} ms.`);
    await pause(100);
  }
  for (const record of await operations.list(name)) {
    const isRead = record.shown || subscriptionOf(record) === subscriptionOf(generation);
    if (!isRead && record.state !== 'dropped') await operations.drop(record);
  }
}

async function begin(operations: ProjectionOperations): Promise<Generation> {
  try {
    return await operations.rebuild(name, { segments: 2, switch: 'by-operator' });
  } catch (error) {
    if (!isDaybookError(error) || error.code !== 'build-under-way') throw error;
    await operations.cancel(name, 'left unfinished');
    return operations.rebuild(name, { segments: 2, switch: 'by-operator' });
  }
}

async function switched(operations: ProjectionOperations, generation: Generation): Promise<boolean> {
  const { state, owners, eventsTotal, eventsDone } = await operations.progress(name, generation);
  if (state === 'live') return true;
  // Under load it never is at the end.
  if (owners.length === 0 || eventsTotal - eventsDone > nearBy) return false;
  try {
    await operations.switch(name, generation);
    return true;
  } catch (error) {
    if (isDaybookError(error) && error.code === 'switch-blocked') return false;
    throw error;
  }
}
