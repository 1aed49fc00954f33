import type { SagaAddress } from '../../saga/saga-record.js';
import type { EntityManager } from '../../stream/transaction.js';

/** Which instances a transaction holds: those that it has found, or begun. All others are not there for it. */
export class HeldSagas {
  readonly #held = new WeakMap<object, Set<string>>();
  /** The claims on instances that are held for one change. */
  readonly #claims = new WeakMap<object, { readonly name: string; readonly claim: string | undefined }>();

  add(manager: EntityManager, address: SagaAddress): void {
    const of = manager.queryRunner ?? manager;
    const names = this.#held.get(of) ?? new Set();
    this.#held.set(of, names.add(nameOf(address)));
  }

  has(manager: EntityManager, address: SagaAddress): boolean {
    return this.#held.get(manager.queryRunner ?? manager)?.has(nameOf(address)) === true;
  }

  /** What a transaction knows of the claim on the one instance that it changes, as long as nothing is written. */
  knows(manager: EntityManager, address: SagaAddress, claim: string | undefined): void {
    this.#claims.set(manager.queryRunner ?? manager, { name: nameOf(address), claim });
  }

  /** Whether a claim is the one that is known of; undefined if the database has to be asked. */
  isKnown(manager: EntityManager | undefined, address: SagaAddress, claim: string): boolean | undefined {
    const known = manager && this.#claims.get(manager.queryRunner ?? manager);
    return known?.name === nameOf(address) ? known.claim === claim : undefined;
  }

  forget(manager: EntityManager): void {
    this.#claims.delete(manager.queryRunner ?? manager);
  }
}

function nameOf({ saga, key }: SagaAddress): string {
  return JSON.stringify([saga, key]);
}
