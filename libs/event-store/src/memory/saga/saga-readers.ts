/** The subscriptions that are on record: the same object for as long as one is. */
export interface SagaReaders {
  find(name: string): { readonly parked: { keys(): ReadonlyMap<string, number> } } | undefined;
}
