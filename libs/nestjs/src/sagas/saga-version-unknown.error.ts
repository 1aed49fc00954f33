import { DaybookError } from '@daybook/domain';

/** An instance goes by a version of its saga that this process does not know. It is left as it was. */
export class SagaVersionUnknown extends DaybookError {
  readonly code = 'saga-version-unknown';

  constructor(
    readonly sagaName: string,
    readonly key: string,
    readonly version: number,
    /** Those that this process can go by. */
    readonly known: readonly number[],
  ) {
    super(
      `The instance ${JSON.stringify(key)} of the saga "${sagaName}" goes by version ${version}, and this process knows ` +
        `${known.join(', ')}. Keep the class of version ${version} beside the newer one until its instances have come to ` +
        `their end, or have them taken over: migrate: { ${version}: (state) => ({ … }) } in the options of the newest one.`,
    );
  }
}
