import type { INestApplicationContext } from '@nestjs/common';
import type { Answer } from '../../journeys/running-harbour.js';

/** A Harbour that answers over HTTP; `RunningHarbour` is one, but only within Jest. */
export interface AskedHarbour {
  readonly app: INestApplicationContext;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}
