/**
 * The part of TypeORM's `EntityManager` by which a store recognises the transaction that a caller holds. Spelled out
 * here because the port knows no TypeORM; every `EntityManager` satisfies it.
 */
export interface EntityManager {
  readonly connection: object;
  readonly queryRunner?: object | undefined;
}
