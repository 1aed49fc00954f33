import { Mark } from '../metadata/mark.js';

const mark = new Mark('error');

/**
 * What every error of Daybook extends: a stable `code` to branch on, readonly data about the finding, and a message in
 * three beats: what happened, with which values, what to do. No message holds an event's payload or a secret.
 */
export abstract class DaybookError extends Error {
  /** Stable across releases, in kebab case; messages and class names are not. */
  abstract readonly code: string;

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }

  static {
    mark.put(this.prototype);
  }
}

/** True for an error of Daybook, also of another installed copy of the library, which `instanceof` would miss. */
export function isDaybookError(value: unknown): value is DaybookError {
  return mark.isOn(value);
}
