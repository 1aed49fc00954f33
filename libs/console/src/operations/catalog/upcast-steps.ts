import { type EventShape, type UpcasterClass, type UpcasterDefinition, upcasterDefinitionOf } from '@daybook/domain';

/** The shape that nothing lifts, although nobody writes it any more. */
export interface MissingStep extends EventShape {
  /** What it should become: the next version, or another type; undefined if nothing bears the type any more. */
  readonly next: number | undefined;
}

/** Which shape becomes which, by what the upcasters say of themselves; none of them is made or asked. */
export class UpcastSteps {
  readonly #byShape = new Map<string, UpcasterDefinition>();

  /** @param current the version of each type that is written today */
  constructor(
    upcasters: readonly UpcasterClass[],
    private readonly current: ReadonlyMap<string, number>,
  ) {
    for (const definition of upcasters.map(upcasterDefinitionOf)) {
      this.#byShape.set(keyOf({ type: definition.type, version: definition.from }), definition);
    }
  }

  /** The step that lifts a shape; undefined if there is none. */
  stepFrom(shape: EventShape): UpcasterDefinition | undefined {
    return this.#byShape.get(keyOf(shape));
  }

  /** All of them, in the order of what they lift. */
  all(): readonly UpcasterDefinition[] {
    return [...this.#byShape.values()].sort((a, b) => (a.type === b.type ? a.from - b.from : a.type < b.type ? -1 : 1));
  }

  /** The first step that is missing on the way from a shape to what is written today; undefined if there is none. */
  missingFrom(shape: EventShape, passed: ReadonlySet<string> = new Set()): MissingStep | undefined {
    const key = keyOf(shape);
    const current = this.current.get(shape.type);
    if (current === shape.version || passed.has(key)) return undefined;
    const step = this.#byShape.get(key);
    if (step === undefined) {
      return { ...shape, next: current === undefined || current < shape.version ? undefined : shape.version + 1 };
    }
    const missing = step.targets.map((target) => this.missingFrom(target, new Set([...passed, key])));
    return missing.find((one) => one !== undefined);
  }
}

function keyOf({ type, version }: EventShape): string {
  return `${version} ${type}`;
}
