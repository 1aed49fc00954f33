import type { SagaAddress, SagaInFull } from '@daybook/event-store';
import type { SagaApplicationOptions } from '../../running/example/saga-application.js';
import type { SagaClass } from '../../saga-options.js';
import { askFor, operatedSagas, type OperatedSagas, stuck } from './operated-sagas.js';

/** Where the sagas of a test are kept. */
export interface Place {
  readonly url: string | undefined;
  drop(): Promise<unknown>;
}

export const addressOf = (key: string): SagaAddress => ({ saga: 'transfer', key });
export const t1 = addressOf('t-1');

/** An application and its operator, anew for each test. */
export class OperatedPlace {
  app!: OperatedSagas;
  #place: Place | undefined;

  async open(place: () => Promise<Place>): Promise<void> {
    this.#place = await place();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.#place?.drop();
  }

  async start(sagas?: readonly SagaClass[], options?: SagaApplicationOptions): Promise<void> {
    this.app = await operatedSagas(this.#place?.url, sagas, options);
  }

  /** Instances that are stuck at their first step, until the till is mended. */
  async startStuck(...keys: readonly string[]): Promise<void> {
    await this.start();
    this.app.till.before = () => {
      throw new Error('The till is closed');
    };
    await askFor(this.app, ...keys);
    for (const key of keys) await stuck(this.app, key);
  }

  mend(): void {
    this.app.till.before = () => undefined;
  }

  async statusOf(key: string): Promise<string | undefined> {
    return (await this.app.show(key))?.record.status;
  }

  async stepOf(key: string, number: number): Promise<SagaInFull['steps'][number] | undefined> {
    return (await this.app.show(key))?.steps.find((step) => step.number === number);
  }
}
