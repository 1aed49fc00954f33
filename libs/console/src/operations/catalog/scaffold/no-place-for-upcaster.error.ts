import { DaybookError } from '@daybook/domain';

/** The source of an event's class was not found, so that nothing can be written beside it. */
export class NoPlaceForUpcaster extends DaybookError {
  readonly code = 'no-place-for-upcaster';

  constructor(readonly type: string) {
    super(
      `The class of "${type}" was not found in the sources. Name its folder with --sources; the event of a union has no ` +
        'class in the sources, and its upcaster is written by hand.',
    );
  }
}
