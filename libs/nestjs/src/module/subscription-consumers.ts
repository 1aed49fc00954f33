import type { Consumer } from '@daybook/event-store';
import type { ProcessRole } from './daybook-options.js';
import type { RunningLoops } from './running-loops.js';

/** Makes consumers when they are to be run; what it takes for that is not done in a process that does not run them. */
export type MakeConsumers = () => readonly Consumer[] | Promise<readonly Consumer[]>;

/**
 * Which durable readers of the log the application has, by the loop that they belong to: all of them are driven by one
 * runner. Whoever has some adds them before the application has started, in `onModuleInit` at the latest.
 *
 * @example consumers.add('reactions', () => reactions.all().map((reaction) => reactionConsumer(reaction)));
 */
export class SubscriptionConsumers {
  readonly #makers: { readonly role: ProcessRole; readonly make: MakeConsumers }[] = [];

  add(role: ProcessRole, make: MakeConsumers): void {
    this.#makers.push({ role, make });
  }

  /** Those of the loops that this process runs. */
  async madeFor(loops: RunningLoops): Promise<readonly Consumer[]> {
    const made: Consumer[] = [];
    for (const { role, make } of this.#makers) if (loops.runs(role)) made.push(...(await make()));
    return made;
  }
}
