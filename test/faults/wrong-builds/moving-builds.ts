import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDaybookError } from '@daybook/domain';
import type { ClaimedStep, EventStore, HeldSaga, SagaChange, SagaStore } from '@daybook/event-store';
import { MessageContext } from '@daybook/nestjs';
import type { CommandBus } from '@nestjs/cqrs';
import { replaceSagas } from '../injection/replace-sagas.js';

/** What can be done wrong where sagas run; `daybook` does it right. */
export type MovingBuild =
  | 'daybook'
  | 'no key'
  | 'answers first'
  | 'conflict is done'
  | 'writes behind'
  | 'deadline first'
  | 'key stays good'
  | 'no row check'
  | 'no claim';

type WrongStore = Exclude<MovingBuild, 'daybook' | 'no key' | 'answers first' | 'conflict is done'>;

/** Long enough to be killed in. */
const laterMs = 150;

/** Puts a wrong piece in the place of the right one, before anything runs. */
export function wrongMoving(build: MovingBuild, store: EventStore, bus: CommandBus): string {
  if (build === 'no key') execute(bus, (command, its) => MessageContext.run({}, () => its(command)));
  else if (build === 'answers first') execute(bus, answerFirst);
  else if (build === 'conflict is done') execute(bus, believeConflicts);
  else if (build !== 'daybook') replaceSagas(store, (sagas) => wrongStores[build](sagas));
  return build;
}

type Execute = (command: object) => Promise<unknown>;

function execute(bus: CommandBus, wrong: (command: object, its: Execute) => Promise<unknown>): void {
  const its: Execute = bus.execute.bind(bus);
  const value: Execute = (command) => wrong(command, its);
  Object.defineProperty(bus, 'execute', { value, configurable: true, writable: true, enumerable: true });
}

/** Says that a command is carried out, and has it carried out a moment later. */
function answerFirst(command: object, its: Execute): Promise<unknown> {
  void pause(laterMs)
    .then(() => its(command))
    .catch(() => undefined);
  return Promise.resolve();
}

/** Takes it for done that something was done under the key. */
async function believeConflicts(command: object, its: Execute): Promise<unknown> {
  try {
    return await its(command);
  } catch (error) {
    if (isDaybookError(error) && error.code === 'idempotency-key-conflict') return undefined;
    throw error;
  }
}

const nothing = { steps: [], moved: [], deadlines: [] };

export const wrongStores: Record<WrongStore, (sagas: SagaStore) => Partial<SagaStore>> = {
  /** The checkpoint moves, and what was decided is written behind it. */
  'writes behind': (sagas) => ({
    write: (changes) => {
      const later = async (): Promise<void> => {
        for (const change of changes) {
          const { saga, key } = change.record;
          await sagas.change({ saga, key }, async () => ({ change, result: undefined }));
        }
      };
      void pause(laterMs)
        .then(later)
        .catch(() => undefined);
      return Promise.resolve();
    },
  }),

  /** A deadline is taken away first, and what is made of it is written then. */
  'deadline first': (sagas) => ({
    change: async (address, work) => {
      let then: SagaChange | undefined;
      const result = await sagas.change(address, async (held, manager) => {
        const answer = await work(held, manager);
        const { change } = answer;
        if (held === undefined || change === undefined || change.over.length === 0) return answer;
        then = { ...change, over: [] };
        return { ...answer, change: { ...nothing, record: held.record, over: change.over } };
      });
      if (then === undefined) return result;
      return sagas.change(address, async () => ({ change: then, result }));
    },
  }),

  /** A refusal goes on record, and a copy of the command that is still under way may take effect behind it. */
  'key stays good': () => ({ spend: async () => true }),

  /** Who has found a deadline fires it, whatever has become of it since. */
  'no row check': (sagas) => {
    const found = new Map<string, HeldSaga['deadlines'][number]>();
    return {
      due: async (...asked) => {
        const due = await sagas.due(...asked);
        for (const { key, name, dueAt } of due) found.set(key, { name, dueAt });
        return due;
      },
      change: (address, work) =>
        sagas.change(address, (held, manager) => {
          const deadline = found.get(address.key);
          found.delete(address.key);
          if (held === undefined || deadline === undefined) return work(held, manager);
          const record = { ...held.record, status: 'running' as const };
          return work({ ...held, record, deadlines: [deadline] }, manager);
        }),
    };
  },

  /** Takes what is due without telling the others. */
  'no claim': (sagas) => {
    const seen = new Map<string, number>();
    return {
      claim: async ({ process, limit }) => {
        const found: ClaimedStep[] = [];
        for (const { saga, key } of await sagas.list({ saga: 'moving' })) {
          const full = await sagas.show({ saga, key });
          const [step] = (full?.steps ?? [])
            .filter(({ status }) => status === 'due')
            .sort((a, b) => Number(a.turn) - Number(b.turn));
          const name = `${key} ${step?.number}`;
          const isRecent = performance.now() - (seen.get(name) ?? -Infinity) < 5_000;
          if (full === undefined || step === undefined || isRecent || found.length >= limit) continue;
          seen.set(name, performance.now());
          const { correlationId, metadata, version, status } = full.record;
          found.push({
            saga,
            key,
            step: { ...step, claimedBy: process },
            correlationId,
            metadata,
            version,
            status,
            claim: randomUUID(),
          });
        }
        return found;
      },
      stands: async () => true,
      renew: async (_process, claims) => new Set(claims),
    };
  },
};
