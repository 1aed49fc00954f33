import type { DomainEvent } from '@daybook/domain';
import type { EventStore } from '../../../../stream/event-store.js';
import type { Consumer } from '../../consumer.js';
import { RecordingConsumer } from '../recording-consumer.js';
import { Stage, type RunnerClass, type StagedRunner } from '../stage.js';

/** Two releases on one log, each with its own codec. */
export interface Releases {
  readonly old: EventStore;
  readonly young: EventStore;
}

/** A runner of one consumer, as one of the releases has it. */
export interface Running extends StagedRunner {
  readonly consumer: RecordingConsumer;
}

/** Processes of two releases that share a subscription. */
export class SideBySide {
  readonly #stage: Stage;

  /**
   * @param runnerClass a wrong build's, to see that it is caught
   * @param patienceMs for how long is waited for what is to come
   */
  constructor(
    private readonly releases: () => Releases,
    runnerClass?: () => RunnerClass,
    readonly patienceMs = 10_000,
  ) {
    this.#stage = new Stage(() => releases().young, runnerClass);
  }

  get old(): EventStore {
    return this.releases().old;
  }

  get young(): EventStore {
    return this.releases().young;
  }

  run(release: keyof Releases, options: Partial<Consumer>): Promise<Running> {
    return this.#run(this.releases()[release], new RecordingConsumer(options));
  }

  /** With something that it does before each event. */
  runMeeting(release: keyof Releases, options: Partial<Consumer>, meet: RecordingConsumer['meet']): Promise<Running> {
    const consumer = new RecordingConsumer(options);
    consumer.meet = meet;
    return this.#run(this.releases()[release], consumer);
  }

  async append(release: keyof Releases, streamId: string, ...events: readonly DomainEvent[]): Promise<number> {
    const { position } = await this.releases()[release].append(streamId, events, { expected: 'any' });
    return position;
  }

  async #run(store: EventStore, consumer: RecordingConsumer): Promise<Running> {
    return Object.assign(await this.#stage.run([consumer], { store }), { consumer });
  }
}
