import type { EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation, KeptGeneration } from './generation.js';
import type { KeptRows } from './kept-rows.js';

/** Where the rows of the application's projections are kept, by generation. There is one for the whole application. */
export abstract class ReadModels {
  /** Whether handlers can write there: they need a transaction. */
  abstract readonly takesHandlers: boolean;

  /** Lets the rows of a projection be read and written: called once for each that keeps rows, before anybody reads. */
  abstract prepare(definition: ProjectionDefinition): Promise<void>;

  /** The generations of the projection's version that are to be kept up to date, the live one included. */
  abstract generationsOf(definition: ProjectionDefinition): Promise<readonly KeptGeneration[]>;

  /** The rows of a fold's generation. */
  abstract rowsOf(definition: ProjectionDefinition, generation: Generation): KeptRows;

  /** Those that readers of the projection's version see at each moment: to be read only. */
  abstract liveRowsOf(definition: ProjectionDefinition): KeptRows;

  /** Makes what the manager's transaction writes from now on go to a generation's tables. */
  abstract pointAt(manager: EntityManager, generation: Generation): Promise<void>;

  /** Lets it go again where it went before. */
  abstract pointBack(manager: EntityManager): Promise<void>;
}
