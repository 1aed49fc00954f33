/** How what is read is to be handed over. */
export interface Reading {
  /** Only events of these types, as they are when they have been lifted. Default: all. */
  readonly types?: readonly string[] | undefined;
  /** As they are stored, whatever an upcaster would make of them. Default false. */
  readonly asStored?: boolean | undefined;
  /** The rows come in the descending order of their versions, and so must what becomes of them. Default false. */
  readonly backwards?: boolean | undefined;
}
