import { type DomainEvent, isDomainEvent, type Metadata } from '@daybook/domain';
import type { ProposedEvent } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { copiedEventId } from './copied-event-id.js';
import type { CopyOrder } from './copy-order.js';
import type { Transformation, TransformedEvent } from './transformation.js';
import { TransformationFailed } from './transformation-failed.error.js';

/** One run of a transformation over a stream: what comes of its events, under ids that each run gives them alike. */
export class TransformedStream {
  readonly #memory: unknown;
  #last: RecordedEvent | undefined;

  constructor(
    private readonly transformation: Transformation,
    private readonly order: CopyOrder,
  ) {
    this.#memory = this.#run(() => transformation.begin?.());
  }

  /** The version of the last event that was taken. */
  get version(): number {
    return this.#last?.version ?? 0;
  }

  /**
   * What becomes of the next event of the old stream.
   *
   * @throws TransformationFailed
   */
  take(recorded: RecordedEvent): readonly ProposedEvent[] {
    this.#last = recorded;
    return this.#proposed(
      this.#run(() => this.transformation.transform(recorded, this.#memory)),
      recorded.part,
    );
  }

  /**
   * What comes at the end of the new stream.
   *
   * @throws TransformationFailed
   */
  end(): readonly ProposedEvent[] {
    return this.#proposed(
      this.#run(() => this.transformation.end?.(this.#memory)),
      'end',
    );
  }

  /**
   * The last event of the old stream, if there is to be one.
   *
   * @throws TransformationFailed
   */
  seal(): ProposedEvent | undefined {
    const { source, target } = this.order;
    const event: unknown = this.#run(() => this.transformation.seal?.(target));
    if (event === undefined) return undefined;
    if (!isDomainEvent(event)) throw this.#failed('seals with what is no event');
    return { event, eventId: copiedEventId(['seal', source, target]), metadata: { continuedIn: target } };
  }

  #proposed(answer: unknown, place: number | 'end'): readonly ProposedEvent[] {
    if (answer === undefined || answer === null) return [];
    const answers: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    const { source, target, transformation } = this.order;
    const last = this.#last;
    if (last === undefined) throw this.#failed('makes events of a stream without any');
    const { copiedFrom: _, continuedIn: __, ...metadata }: Metadata = last.metadata;
    const copiedFrom = { streamId: source, version: last.version, eventId: last.eventId };
    return answers.map((one, index) => {
      const { event, occurredAt = last.occurredAt } = this.#event(one);
      const eventId = copiedEventId([source, target, transformation, last.eventId, place, index]);
      return { event, eventId, occurredAt, metadata: { ...metadata, copiedFrom } };
    });
  }

  #event(one: unknown): TransformedEvent {
    if (isDomainEvent(one)) return { event: one };
    const { event, occurredAt } = (one ?? {}) as { readonly event?: DomainEvent; readonly occurredAt?: Date };
    if (!isDomainEvent(event)) throw this.#failed('makes what is no event');
    return { event, ...(occurredAt !== undefined && { occurredAt }) };
  }

  #run<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw this.#failed('threw', cause);
    }
  }

  #failed(reason: string, cause?: unknown): TransformationFailed {
    const { transformation, source } = this.order;
    return new TransformationFailed(transformation, source, this.version, reason, cause);
  }
}
