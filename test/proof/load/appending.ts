import type { UnitOfWork } from '@daybook/nestjs';
import type { AppendResult, EventStore, StreamAppend } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Answer, StreamValues } from '../history/entry.js';
import { Failed } from './attempts.js';
import { Noted } from './proof-events.js';
import type { PlannedAppend } from './request-plan.js';

/** An append as it is asked for: planned, and with the streams' values, ids and versions filled in. */
export interface AppendRequest {
  readonly call: string;
  readonly planned: PlannedAppend;
  readonly streams: readonly StreamValues[];
}

/** What goes back to a savepoint is thrown, because that is how TypeORM is told. */
class BackToSavepoint extends Error {}

/** Makes appends in each of the ways that there are. */
export class Appending {
  constructor(
    private readonly store: EventStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Failed it was rolled back, as it was to be */
  async make({ call, planned, streams }: AppendRequest): Promise<Answer> {
    const appends = streams.map((one): StreamAppend => appendOf(call, one));
    const [first] = appends;
    if (planned.way === 'alone' && first !== undefined) {
      const { streamId, events, expected } = first;
      return answerOf([await this.store.append(streamId, events, { expected })]);
    }
    if (planned.way === 'together') return answerOf((await this.store.appendAll(appends)).streams);
    return this.#inUnitOfWork(call, planned, appends);
  }

  #inUnitOfWork(call: string, { way, pausesMs }: PlannedAppend, appends: readonly StreamAppend[]): Promise<Answer> {
    const work = async (manager: EntityManager): Promise<Answer> => {
      const results: AppendResult[] = [];
      for (const [index, { streamId, events, expected }] of appends.entries()) {
        results.push(await this.store.append(streamId, events, { expected }));
        await pause(pausesMs[index] ?? 0);
        if (way === 'savepoint') await this.#backToSavepoint(call, streamId, manager);
      }
      if (way === 'rolled-back') throw new Failed('rolled back');
      return answerOf(results);
    };
    return this.unitOfWork.run(work, { timeLimit: 4_000 });
  }

  /** Values that nobody is told of: what is seen of them was written by nobody. */
  async #backToSavepoint(call: string, stream: string, manager: EntityManager): Promise<void> {
    try {
      await manager.transaction(async () => {
        await this.store.append(stream, [Noted.of({ value: `${call}/undone`, call })], { expected: 'streamExists' });
        throw new BackToSavepoint();
      });
    } catch (error) {
      if (!(error instanceof BackToSavepoint)) throw error;
    }
  }
}

function appendOf(call: string, { stream: streamId, expected, values }: StreamValues): StreamAppend {
  const events = values.map(({ value, eventId }) => ({ event: Noted.of({ value, call }), eventId }));
  return { streamId, events, expected };
}

function answerOf(results: readonly AppendResult[]): Answer {
  return { streams: results.map(({ streamId: stream, version, position }) => ({ stream, version, position })) };
}
