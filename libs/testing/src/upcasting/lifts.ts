import {
  eventDefinitionOf,
  type JsonObject,
  nameOfClass,
  type UpcastPart,
  upcasterDefinitionOf,
  type Upcasts,
} from '@daybook/domain';
import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { assertSame } from '../given/difference.js';
import { frozenCopy } from './frozen-copy.js';
import { notJsonData } from './not-json-data.js';
import { metadataOf, type ToldInTest } from './told-in-test.js';

type From = (...args: never[]) => unknown;

/** The method that the test has called: the stack of a failure begins at its caller. */
function called(method: 'to' | 'toParts' | 'toNothing' | 'throws' | 'andBack'): From {
  return Reflect.get<Lifts, typeof method>(Lifts.prototype, method);
}

/** A part as it is compared: under its type's name. */
interface ComparedPart {
  readonly event: string;
  readonly data: unknown;
}

/** A payload that waits to hear what must come of it. Nothing is lifted, and nothing can fail, before one of these is called. */
export class Lifts {
  readonly #upcaster: Upcasts;
  readonly #data: JsonObject;
  readonly #told: ToldInTest;

  constructor(upcaster: Upcasts, data: JsonObject, told: ToldInTest) {
    this.#upcaster = upcaster;
    this.#data = data;
    this.#told = told;
  }

  /**
   * This payload comes of it.
   * @throws AssertionError with the difference, or with what makes the upcaster impure
   */
  to(data: JsonObject): void {
    this.#compare('Another payload was expected', data, called('to'));
  }

  /**
   * These events come of it, in this order.
   * @throws AssertionError with the difference, or with what makes the upcaster impure
   */
  toParts(...parts: readonly UpcastPart[]): void {
    this.#compare('Other parts were expected', parts.map(comparedPart), called('toParts'));
  }

  /**
   * Nothing comes of it: the event is dropped.
   * @throws AssertionError
   */
  toNothing(): void {
    const answer = this.#answer(called('toNothing'));
    if (answer === null || (Array.isArray(answer) && answer.length === 0)) return;
    this.#compare('Nothing was expected', null, called('toNothing'));
  }

  /**
   * The upcaster refuses it, which an upcaster should do with nothing that was ever stored.
   * @throws AssertionError it does not
   */
  throws(): void {
    try {
      this.#upcaster.upcast(frozenCopy(this.#data), metadataOf(this.#told));
    } catch {
      return;
    }
    throw new AssertionError({
      message: `${this.#name} lifts it, and was expected to throw.`,
      stackStartFn: called('throws'),
    });
  }

  /**
   * What comes of it can be written in the older shape, and comes to the same again: so `writeVersions` may ask for it.
   * @throws AssertionError with the difference, or because there is no `downcast`
   */
  andBack(): void {
    const lifted = this.#answer(called('andBack')) as JsonObject;
    const { type, schemaVersion } = metadataOf(this.#told);
    const down = (): unknown =>
      this.#upcaster.downcast?.(frozenCopy(lifted), metadataOf({ ...this.#told, type, schemaVersion }));
    const written = this.#twice(down, 'downcast', called('andBack'));
    if (typeof written !== 'object' || written === null)
      this.#fail('has no downcast that answers an object', called('andBack'));
    const again = this.#upcaster.upcast(frozenCopy(written as JsonObject), metadataOf(this.#told));
    const headline = `${this.#name} loses something on the way down: lifted again, it is another payload`;
    assertSame({ headline, actual: again, expected: lifted, from: called('andBack') });
  }

  get #name(): string {
    return nameOfClass(this.#upcaster.constructor);
  }

  #compare(headline: string, expected: unknown, from: From): void {
    const answer = this.#answer(from);
    const actual = Array.isArray(answer) ? (answer as readonly UpcastPart[]).map(comparedPart) : answer;
    assertSame({ headline: `${headline} of ${this.#name}`, actual, expected, from });
  }

  /** What it answers, both times. */
  #answer(from: From): unknown {
    const lifted = (): unknown => {
      const answer = this.#upcaster.upcast(frozenCopy(this.#data), metadataOf(this.#told));
      this.#judge(answer, from);
      return answer;
    };
    return this.#twice(lifted, 'upcast', from);
  }

  #twice(run: () => unknown, method: string, from: From): unknown {
    const answers = [0, 1].map(() => {
      try {
        return run();
      } catch (cause) {
        if (cause instanceof AssertionError) throw cause;
        const reason = `throws in ${method}: ${String(cause)}. It is given a payload that cannot be changed; copy what is to be another`;
        return this.#fail(reason, from, cause);
      }
    });
    const [first, second] = answers;
    if (isDeepStrictEqual(first, second)) return first;
    const headline = `${this.#name} is not pure: asked twice for one event, its ${method} answers differently`;
    assertSame({ headline, actual: second, expected: first, from });
    return first;
  }

  /** As the event store judges it when the event is read. */
  #judge(answer: unknown, from: From): void {
    const { splits, drops, targets } = upcasterDefinitionOf(this.#upcaster.constructor);
    if (answer === null && drops) return;
    if (answer === null)
      this.#fail('answers null, and does not say that it drops events (@Upcaster({ drops: true }))', from);
    if (splits !== Array.isArray(answer)) {
      this.#fail(splits ? 'answers no list of parts, and splits' : 'answers a list, and names one target', from);
    }
    const finding = notJsonData(answer);
    if (finding !== undefined && !splits) this.#fail(`answers something in which a value ${finding}`, from);
    if (!Array.isArray(answer)) return;
    for (const { event, data } of (answer as readonly UpcastPart[]).map(comparedPart)) {
      const inPart = notJsonData(data);
      if (inPart !== undefined) this.#fail(`answers a part in which a value ${inPart}`, from);
      if (!targets.some(({ type }) => type === event))
        this.#fail(`answers a part "${event}", which is none of its targets`, from);
    }
  }

  #fail(reason: string, from: From, cause?: unknown): never {
    const error = new AssertionError({ message: `${this.#name} ${reason}.`, stackStartFn: from });
    if (cause !== undefined) error.cause = cause;
    throw error;
  }
}

function comparedPart({ event, data }: UpcastPart): ComparedPart {
  return { event: typeof event === 'string' ? event : eventDefinitionOf(event).type, data };
}
