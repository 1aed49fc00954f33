import { DaybookError } from '@daybook/domain';
import type { SagaAddress, SagaStuckAt } from '@daybook/event-store';

/** A step was to be left out, and the instance is stuck at something else by now. Nothing was changed. */
export class SagaStuckElsewhere extends DaybookError {
  readonly code = 'saga-stuck-elsewhere';
  readonly saga: string;
  readonly key: string;

  constructor(
    { saga, key }: SagaAddress,
    /** The step that was meant. */
    readonly step: number,
    readonly stuckAt: SagaStuckAt | undefined,
  ) {
    const at =
      stuckAt === undefined
        ? 'something else'
        : 'step' in stuckAt
          ? `step ${stuckAt.step}`
          : `the deadline "${stuckAt.deadline}"`;
    super(
      `The instance ${JSON.stringify(key)} of the saga "${saga}" is not stuck at step ${step}: it is at ${at}. Nothing was ` +
        'changed. Look at it again, and decide anew.',
    );
    this.saga = saga;
    this.key = key;
  }
}
