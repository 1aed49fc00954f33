import { DaybookError, nameOfClass } from '@daybook/domain';

/** A class that reads the log is made anew for each request, and there is none when an event comes. The start was stopped. */
export class ProviderNotShared extends DaybookError {
  readonly code = 'provider-not-shared';
  readonly className: string;

  constructor(ofClass: object, kind: string) {
    const className = nameOfClass(ofClass);
    super(
      `A ${kind} serves the whole application: ${className} is transient or scoped to a request, by its own scope or by ` +
        'that of something that it injects. Leave the scope out, here and there; what differs from event to event is in ' +
        'the event and its metadata.',
    );
    this.className = className;
  }
}
