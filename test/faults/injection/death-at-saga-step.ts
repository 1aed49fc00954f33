import type { EventStore } from '@daybook/event-store';
import { CreditChest } from '../load/chests.js';
import type { MovingDeath, MovingStep } from '../load/moving-steps.js';
import { dieAt } from './death-at-text.js';
import { replaceSagas } from './replace-sagas.js';

/** Kills this process, by SIGKILL, when it comes to a certain step of the work on one instance. */
export class DeathAtSagaStep {
  /** The transactions of batches, with the instances that each has held. */
  readonly #batches = new WeakMap<object, Set<string>>();
  /** What a transaction puts on record of a step. */
  readonly #outcomes = new WeakMap<object, 'outcome' | 'refusal'>();

  constructor(private readonly death: MovingDeath | undefined) {}

  /** The steps that reading takes, and putting on record. */
  within(store: EventStore): void {
    this.#aroundCheckpoints(store);
    replaceSagas(store, (sagas) => ({
      held: (addresses, manager) => {
        const batch = manager && this.#batches.get(manager);
        if (batch !== undefined) for (const { key } of addresses) this.#at('read', batch.add(key));
        return sagas.held(addresses, manager);
      },
      write: (changes, manager) => {
        if (manager !== undefined && this.#batches.has(manager)) this.#at('handled', keysOf(changes));
        return sagas.write(changes, manager);
      },
      claim: async (wanted) => {
        const claimed = await sagas.claim(wanted);
        this.#at('claimed', new Set(claimed.map(({ key }) => key)));
        return claimed;
      },
      done: async (claims, at) => {
        this.#at('before outcome', new Set(claims.map(({ key }) => key)));
        const done = await sagas.done(claims, at);
        const written = new Set(done.map(({ claim }) => claim));
        this.#at('after outcome', new Set(claims.filter(({ claim }) => written.has(claim)).map(({ key }) => key)));
        return done;
      },
      stands: (claim, manager) => {
        if (manager !== undefined) this.#outcomes.set(manager, 'outcome');
        return sagas.stands(claim, manager);
      },
      spend: (key, manager) => {
        if (manager !== undefined) this.#outcomes.set(manager, 'refusal');
        return sagas.spend(key, manager);
      },
      change: async (address, work) => {
        const keys = new Set([address.key]);
        let changed: 'outcome' | 'refusal' | 'deadline' | undefined;
        const result = await sagas.change(address, async (held, manager) => {
          const answer = await work(held, manager);
          changed = answer.change && ((manager && this.#outcomes.get(manager)) ?? 'deadline');
          if (changed !== undefined) this.#at(`before ${changed}`, keys);
          return answer;
        });
        if (changed !== undefined) this.#at(`after ${changed}`, keys);
        return result;
      },
    }));
  }

  beforeCommand({ move }: { readonly move: string }): void {
    this.#at('before command', new Set([move]));
    if (this.death?.step === 'command sent' && this.death.move === move) dieAt({ pattern: 'append', sent: true });
  }

  afterCommand(command: { readonly move: string; readonly chest?: string }): void {
    this.#at('after command', new Set([command.move]));
    // Those who die here ask to have it put where it cannot go: what is put anywhere is put back.
    if (command instanceof CreditChest) this.#at('after compensation', new Set([command.move]));
  }

  #aroundCheckpoints({ subscriptions }: EventStore): void {
    const commit = subscriptions.commit.bind(subscriptions);
    subscriptions.commit = async (lease, work) => {
      const keys = new Set<string>();
      const moved = await commit(lease, async (manager) => {
        if (manager !== undefined) this.#batches.set(manager, keys);
        const progress = await work(manager);
        this.#at('before checkpoint', keys);
        return progress;
      });
      this.#at('after checkpoint', keys);
      return moved;
    };
  }

  #at(step: MovingStep, moves: ReadonlySet<string>): void {
    if (this.death?.step === step && moves.has(this.death.move)) process.kill(process.pid, 'SIGKILL');
  }
}

function keysOf(changes: readonly { readonly record: { readonly key: string } }[]): ReadonlySet<string> {
  return new Set(changes.map(({ record }) => record.key));
}
