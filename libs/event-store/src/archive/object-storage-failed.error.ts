import { DaybookError } from '@daybook/domain';

/** A storage of objects did not do what it was asked for. */
export class ObjectStorageFailed extends DaybookError {
  readonly code = 'object-storage-failed';

  constructor(
    readonly operation: 'putting' | 'getting' | 'listing' | 'deleting',
    /** The key, or the prefix of those that were to be listed. */
    readonly key: string,
    cause: unknown,
  ) {
    super(
      `The storage of objects failed at ${operation} "${key}" with ${reasonOf(cause)}. See that it can be reached, has ` +
        'room, and that this process may write there; then try again.',
      { cause },
    );
  }
}

/** By its shape: the error may come from another realm, whose `Error` is not ours. */
function reasonOf(cause: unknown): string {
  const { code, message } = (cause ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' ? message : 'an unknown reason';
}
