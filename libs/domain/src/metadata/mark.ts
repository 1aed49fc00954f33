/**
 * A mark on a class by which its instances are known, also those of another installed copy's class, which `instanceof`
 * would miss.
 */
export class Mark {
  readonly #key: symbol;

  constructor(name: string) {
    this.#key = Symbol.for(`daybook.${name}`);
  }

  /** Marks all instances with this prototype. */
  put(prototype: object): void {
    Object.defineProperty(prototype, this.#key, { value: true });
  }

  /** True for an instance of a marked class, and for its prototype. */
  isOn(value: unknown): boolean {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[this.#key] === true;
  }
}
