import { DaybookError } from '@daybook/domain';

/** Instances that have come to their end were to be forgotten too early. Nothing was. */
export class InvalidSagaAge extends DaybookError {
  readonly code = 'invalid-saga-age';

  constructor(readonly olderThanMs: number) {
    super(
      `Instances of sagas cannot be forgotten ${olderThanMs} ms after their end: somebody may be looking at one. Give an ` +
        'hour at least, and better as long as anybody may ask what became of one.',
    );
  }
}
