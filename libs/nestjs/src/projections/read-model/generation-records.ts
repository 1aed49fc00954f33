import { type GenerationStatements, generationStatements } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { Generation } from './generation.js';
import type { BuildOrders, Comparison, GenerationRecord, GenerationState, ReadModelName } from './generation-record.js';
import { NoSuchGeneration } from './no-such-generation.error.js';

/** Which generations there are, on record beside the events that they are made from. */
export class GenerationRecords {
  readonly #statements: GenerationStatements;

  constructor(schema: string) {
    this.#statements = generationStatements(schema);
  }

  /** Of all projections, or of one; the oldest first. */
  async list(manager: EntityManager, name?: string): Promise<readonly GenerationRecord[]> {
    return manager.query<GenerationRecord[]>(this.#statements.list, [name ?? null]);
  }

  /** @throws NoSuchGeneration */
  async get(manager: EntityManager, generation: Generation): Promise<GenerationRecord> {
    const all = await this.list(manager, generation.name);
    const standing = all.filter(({ state }) => state !== 'dropped');
    const record = standing.find(
      (one) => one.version === generation.version && one.generation === generation.generation,
    );
    if (record !== undefined) return record;
    throw new NoSuchGeneration(
      generation,
      standing.map((one) => `${one.version}.${one.generation} (${one.state})`),
    );
  }

  /** Waits until nobody else changes a projection's, to the end of the transaction. */
  async lock(manager: EntityManager, name: string): Promise<void> {
    await manager.query(this.#statements.lock, [name]);
  }

  async add(
    manager: EntityManager,
    { name, version, generation }: Generation,
    schema: string,
    readModels: readonly ReadModelName[],
  ): Promise<void> {
    const values = [name, version, generation, schema, JSON.stringify(readModels)];
    await manager.query(this.#statements.create, values);
  }

  async move(
    manager: EntityManager,
    { name, version, generation }: Generation,
    state: GenerationState,
    reason?: string,
  ): Promise<void> {
    await manager.query(this.#statements.move, [name, version, generation, state, reason ?? null]);
  }

  async order(manager: EntityManager, { name, version, generation }: Generation, orders: BuildOrders): Promise<void> {
    await manager.query(this.#statements.order, [name, version, generation, JSON.stringify(orders)]);
  }

  async compared(
    manager: EntityManager,
    { name, version, generation }: Generation,
    { keys, differing, position }: Omit<Comparison, 'at'>,
  ): Promise<void> {
    await manager.query(this.#statements.compared, [name, version, generation, keys, differing, position]);
  }

  /** Moves the pointer to a version. */
  async show(manager: EntityManager, { name, version }: Generation): Promise<void> {
    await manager.query(this.#statements.show, [name, version]);
  }

  /** The roles that append beside the owner. */
  async appenders(manager: EntityManager): Promise<readonly string[]> {
    const rows = await manager.query<{ readonly role: string }[]>(this.#statements.appenders);
    return rows.map(({ role }) => role);
  }
}
