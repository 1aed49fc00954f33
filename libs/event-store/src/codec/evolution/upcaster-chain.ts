import { type EventShape, nameOfClass, upcasterDefinitionOf, UpcasterMissing, type Upcasts } from '@daybook/domain';
import type { EventTypeRegistry } from '../event-type-registry.js';
import { checkSteps } from './check-steps.js';
import { DuplicateUpcaster } from './duplicate-upcaster.error.js';
import type { UpcastStep } from './upcast-step.js';

/** Where one-to-one steps lead from a stored shape: to exactly one event, of this shape. */
export interface StraightRoute extends EventShape {
  readonly steps: readonly UpcastStep[];
}

/**
 * The steps by which stored events become what the classes of today say, and what can be known of them beforehand.
 *
 * It is made once all classes and upcasters are there, and judges them as a whole: that every older version of every class
 * leads to it, by one way, with an end.
 *
 * @example
 * const chain = UpcasterChain.of([new FundsDepositedV1ToV2()], registry);
 * chain.reads('account.funds-deposited', 1); // true
 * chain.sourcesOf('account.frozen'); // ['account.frozen', 'account.blocked']
 */
export class UpcasterChain {
  /** In the order of type and version. */
  readonly steps: readonly UpcastStep[];
  // Maps, not objects: a type may be called `toString` or `__proto__`.
  readonly #byType = new Map<string, Map<number, UpcastStep>>();
  readonly #straight = new Map<UpcastStep, StraightRoute>();
  readonly #sources = new Map<string, readonly string[]>();

  private constructor(
    steps: readonly UpcastStep[],
    private readonly registry: EventTypeRegistry,
  ) {
    this.steps = [...steps].sort((a, b) => (a.type === b.type ? a.from - b.from : a.type < b.type ? -1 : 1));
    for (const step of this.steps) {
      const ofType = this.#byType.get(step.type) ?? new Map<number, UpcastStep>();
      const other = ofType.get(step.from);
      if (other !== undefined)
        throw new DuplicateUpcaster(step.type, step.from, other.upcasterClass, step.upcasterClass);
      this.#byType.set(step.type, ofType.set(step.from, step));
    }
  }

  /**
   * @param upcasters instances of classes that bear `@Upcaster`; of two of one class the second is passed over
   * @param registry the classes of today
   * @throws UpcasterMissing one of them says nothing of what it lifts
   * @throws UpcasterGap a step is missing between a stored version and the one of today; names it
   * @throws DuplicateUpcaster, UpcasterCycle there is more than one way, or none that ends
   * @throws UpcastTargetUnknown what comes of a step is nothing that can be read here
   * @throws CurrentShapeUpcast a step lifts what is written today
   */
  static of(upcasters: readonly Upcasts[], registry: EventTypeRegistry): UpcasterChain {
    const steps = new Map<object, UpcastStep>();
    for (const upcaster of upcasters) {
      const definition = definitionOf(upcaster);
      if (!steps.has(definition.upcasterClass)) steps.set(definition.upcasterClass, { ...definition, upcaster });
    }
    const chain = new UpcasterChain([...steps.values()], registry);
    checkSteps(chain, registry);
    for (const step of chain.steps) chain.#follow(step);
    return chain;
  }

  /** No steps at all: what is stored is read as it is, and classes of a later version have no past. */
  static none(registry: EventTypeRegistry): UpcasterChain {
    return new UpcasterChain([], registry);
  }

  /** The step that lifts a stored shape; undefined if none does. */
  stepAt(type: string, version: number): UpcastStep | undefined {
    return this.#byType.get(type)?.get(version);
  }

  /** Where one-to-one steps lead, so that the result's type is known before anything is lifted; undefined elsewhere. */
  straightFrom(step: UpcastStep): StraightRoute | undefined {
    return this.#straight.get(step);
  }

  /** Whether a stored event of this shape becomes events of today's classes, or is dropped: whether it can be read. */
  reads(type: string, version: number): boolean {
    return this.isCurrent(type, version) || this.stepAt(type, version) !== undefined;
  }

  /** Whether a class of today has this type and version. */
  isCurrent(type: string, version: number): boolean {
    return this.registry.byType(type)?.schemaVersion === version;
  }

  /** The stored types that events of a type may come of: itself first, then those that are lifted to it. */
  sourcesOf(type: string): readonly string[] {
    const known = this.#sources.get(type);
    if (known !== undefined) return known;
    const sources = new Set([type]);
    // The set grows while it is gone through: sources of sources are sources.
    for (const target of sources) {
      for (const step of this.steps) if (step.targets.some((to) => to.type === target)) sources.add(step.type);
    }
    const found = [...sources];
    // Only those that steps lead to, which are a few: what is asked for comes from outside.
    if (found.length > 1) this.#sources.set(type, found);
    return found;
  }

  /** The types that must be read so that all events of some types are found. */
  widened(types: readonly string[]): readonly string[] {
    if (this.steps.length === 0) return types;
    return [...new Set(types.flatMap((type) => this.sourcesOf(type)))];
  }

  #follow(begin: UpcastStep): void {
    const steps: UpcastStep[] = [];
    for (let step: UpcastStep | undefined = begin; step !== undefined;) {
      const [target] = step.targets;
      if (target === undefined || step.splits || step.drops) return;
      steps.push(step);
      step = this.stepAt(target.type, target.version);
      if (step === undefined) this.#straight.set(begin, { steps, type: target.type, version: target.version });
    }
  }
}

function definitionOf(upcaster: Upcasts): ReturnType<typeof upcasterDefinitionOf> {
  if (typeof upcaster !== 'object' || upcaster === null) throw new UpcasterMissing(upcaster);
  const { constructor } = Object.getPrototypeOf(upcaster) as { readonly constructor: object };
  return upcasterDefinitionOf(constructor);
}

/** What a type is called in the code: its class, or the type itself. */
export function eventNameIn(registry: EventTypeRegistry, type: string): string {
  const definition = registry.byType(type);
  return definition === undefined ? type : nameOfClass(definition.eventClass);
}
