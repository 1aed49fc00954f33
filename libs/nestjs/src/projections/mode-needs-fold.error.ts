import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler projection was to be answered on demand, and there is nothing that it could answer with. */
export class ModeNeedsFold extends DaybookError {
  readonly code = 'mode-needs-fold';
  readonly className: string;

  constructor(projectionClass: unknown) {
    const className = nameOfClass(projectionClass);
    super(
      `The projection ${className} cannot be on-demand: its handlers write tables, and on demand nothing is kept. Extend ` +
        'FoldProjection, or choose the mode async, inline or { scheduled }.',
    );
    this.className = className;
  }
}
