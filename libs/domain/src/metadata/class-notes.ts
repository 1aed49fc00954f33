import { StaticMember } from './static-member.error.js';

/**
 * What decorators have noted about classes: each class keeps its own notes under a `Symbol.for`, so that another
 * installed copy of the library finds them, and a subclass's do not end up with its parent.
 */
export class ClassNotes<Note> {
  readonly #key: symbol;

  constructor(name: string) {
    this.#key = Symbol.for(`daybook.${name}`);
  }

  /**
   * Adds a note to the class of a prototype, which is what the decorator of a member is given.
   * @throws StaticMember it was given the class itself
   */
  add(prototype: object, note: Note): void {
    if (typeof prototype === 'function') throw new StaticMember(prototype);
    const ofClass = prototype.constructor;
    if (!Object.hasOwn(ofClass, this.#key)) Object.defineProperty(ofClass, this.#key, { value: [] });
    this.#own(ofClass).push(note);
  }

  /** The notes of a class, those of its parents first. */
  of(ofClass: object): readonly Note[] {
    const parent = Object.getPrototypeOf(ofClass) as object | null;
    const inherited = parent === null ? [] : this.of(parent);
    return Object.hasOwn(ofClass, this.#key) ? [...inherited, ...this.#own(ofClass)] : inherited;
  }

  #own(ofClass: object): Note[] {
    return (ofClass as Record<symbol, Note[]>)[this.#key] ?? [];
  }
}
