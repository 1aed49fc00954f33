import { DaybookError, nameOfClass } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** Two upcasters lift one version of one type, so that what is read would depend on which is asked. Stops the start. */
export class DuplicateUpcaster extends DaybookError {
  readonly code = 'duplicate-upcaster';
  readonly classNames: readonly [string, string];

  constructor(
    readonly type: string,
    readonly from: number,
    one: object,
    other: object,
  ) {
    const classNames = [nameOfClass(one), nameOfClass(other)] as const;
    super(
      `Two upcasters lift version ${from} of ${described(type)}: ${classNames[0]} and ${classNames[1]}. Keep one of them; ` +
        'if they are one class that was loaded twice, import it from one place.',
    );
    this.classNames = classNames;
  }
}
