/** Where somebody waits until it is opened; who comes later goes through. */
export class Gate {
  isReached = false;
  open!: () => void;
  readonly #opened = new Promise<void>((resolve) => (this.open = resolve));

  pass(): Promise<void> {
    this.isReached = true;
    return this.#opened;
  }
}
