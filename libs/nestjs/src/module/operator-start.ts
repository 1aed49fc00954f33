/** What an operator's command needs of the application that is started for it. */
export interface OperatorNeeds {
  /**
   * Whether the event store is opened. Where it is not, the application starts on a schema that is not there yet, and what
   * asks the store for anything is refused with `StoreNotOpened`. Default true.
   */
  readonly opensStore?: boolean | undefined;
  /** Whether payloads are judged when they are appended. False for facts that happened elsewhere. Default true. */
  readonly validates?: boolean | undefined;
  /** The schema of the store's tables, in the place of the application's own. Default: the application's. */
  readonly schema?: string | undefined;
}

/**
 * Says that the application is started for a command of its operator, not to do its work: no loop runs and the start
 * migrates nothing, whatever the application's options say. The command line provides it, as a global provider beside the
 * application's module; nobody else does.
 */
export class OperatorStart {
  readonly opensStore: boolean;
  readonly validates: boolean;
  readonly schema: string | undefined;

  constructor({ opensStore = true, validates = true, schema }: OperatorNeeds = {}) {
    this.opensStore = opensStore;
    this.validates = validates;
    this.schema = schema;
  }
}
