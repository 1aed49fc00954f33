import type { TextRow } from '../connection.js';
import { reading } from '../read-error.js';
import { queryOn } from '../connection.js';
import type { StatementName, Statements } from '../statements.js';
import type { SingleStatements } from './single-statements.js';

/** Runs statements of `sql/queries` by their names, each on its own. All of it throws StoreUnavailable, TransactionConflict. */
export class NamedStatements {
  constructor(
    private readonly statements: Statements,
    private readonly single: SingleStatements,
  ) {}

  /**
   * @param operation the middle of a sentence, for errors
   * @param answerMs after how long the connection is given up, where that is less than the store's limits allow
   */
  async ask(
    operation: string,
    name: StatementName,
    values: readonly unknown[],
    answerMs?: number,
  ): Promise<readonly TextRow[]> {
    const statement = this.statements[name];
    const { result } = await reading(operation, () =>
      this.single.send((client) => queryOn(client, statement, values), answerMs),
    );
    return result;
  }

  /** Whether the statement answers a row. */
  async found(operation: string, name: StatementName, values: readonly unknown[]): Promise<boolean> {
    return (await this.ask(operation, name, values)).length > 0;
  }

  /** The rows of a statement whose only column is JSON. */
  async records<R>(operation: string, name: StatementName, values: readonly unknown[]): Promise<readonly R[]> {
    const rows = await this.ask(operation, name, values);
    return rows.map(([json]) => JSON.parse(json ?? 'null') as R);
  }
}
