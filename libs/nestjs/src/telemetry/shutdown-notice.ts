/** Whether this process has begun to shut down; there is one for the application. */
export class ShutdownNotice {
  #begun = false;

  get hasBegun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }
}
