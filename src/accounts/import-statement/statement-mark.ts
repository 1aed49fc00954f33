import type { Metadata } from '@daybook/event-store';

import type { StatementFile } from '../statement/statement-file.js';

const prefix = 'bank-statement:';

/** By which events are known that one statement has led to: it is the conversation that they belong to. */
export class StatementMark {
  readonly #correlationId: string;
  readonly #file: string;

  constructor({ digest, name }: Pick<StatementFile, 'digest' | 'name'>) {
    this.#correlationId = `${prefix}${digest.slice(0, 32)}`;
    this.#file = name;
  }

  /** Whether events with these metadata were led to by a statement, whichever it was. */
  static isOn({ correlationId, statement }: Metadata): boolean {
    return correlationId?.startsWith(prefix) === true && typeof statement === 'object';
  }

  /** @param causationId the transaction or the account that the event is there for */
  metadata(causationId: string, line: number): Metadata {
    return { correlationId: this.#correlationId, causationId, statement: { file: this.#file, line } };
  }

  /** The line that led to an event; undefined if it was not one of this statement. */
  lineOf({ correlationId, statement }: Metadata): number | undefined {
    if (correlationId !== this.#correlationId || typeof statement !== 'object' || statement === null) return undefined;
    return 'line' in statement && typeof statement.line === 'number' ? statement.line : undefined;
  }
}
