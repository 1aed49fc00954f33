import type { JsonObject } from '@daybook/domain';
import type { ParkedEvent, SagaDeadline, SagaRecord, SagaStep } from '@daybook/event-store';
import type { SagaReport } from '@daybook/nestjs/sagas';

/** An instance as operators see it. What it knows and was given may be about people, and is shown only if that is asked for. */
export interface SagaInstanceView extends Omit<SagaRecord, 'state' | 'metadata'> {
  readonly isStuck: boolean;
  /** Undefined where it is not shown. */
  readonly state: JsonObject | undefined;
  readonly metadata: JsonObject | undefined;
}

/** A step as operators see it. */
export interface SagaStepView extends Omit<SagaStep, 'payload'> {
  /** What the command says; undefined where it is not shown. */
  readonly payload: JsonObject | undefined;
}

/** An instance with everything that is kept of it. */
export interface SagaView {
  readonly saga: string;
  readonly key: string;
  /** Whether this release knows the version by which it goes. */
  readonly isKnown: boolean;
  /** Null where it could not begin, because its first event is parked. */
  readonly instance: SagaInstanceView | null;
  readonly steps: readonly SagaStepView[];
  readonly deadlines: readonly SagaDeadline[];
  readonly parked: readonly ParkedEvent[];
}

/** What is shown of personal data. */
export interface ShowSagaOptions {
  /** Whether state, metadata and commands are shown. Default false: nobody can say which of their fields are personal. */
  readonly personal?: boolean | undefined;
}

/** A report without what may be about people, unless that is asked for. What handlers threw is shown as it is. */
export function sagaView(report: SagaReport, { personal = false }: ShowSagaOptions = {}): SagaView {
  const { saga, key, isKnown, record, steps, deadlines, parked } = report;
  return {
    ...{ saga, key, isKnown, deadlines, parked },
    instance: record === undefined ? null : instanceView(record, personal),
    steps: steps.map((step) => ({ ...step, payload: personal ? step.payload : undefined })),
  };
}

export function instanceView({ state, metadata, ...record }: SagaRecord, personal = false): SagaInstanceView {
  const shown = personal ? { state, metadata } : { state: undefined, metadata: undefined };
  return { ...record, isStuck: record.failure !== undefined, ...shown };
}
