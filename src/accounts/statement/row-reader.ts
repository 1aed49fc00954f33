import type { CsvRecord } from '../../command-line/csv-records.js';
import { isOperation, operationNames, operations } from './operation.js';
import { isFee, isPurpose, purposes } from './purpose.js';
import { RowFields } from './row-fields.js';
import { StatementInvalid } from './statement-invalid.error.js';
import { type StatementColumn, statementColumns, type StatementRow } from './statement-row.js';

type Transaction = Pick<StatementRow, 'operation' | 'purpose' | 'amountMinor'>;

/** Reads rows by the header of one file. */
export class RowReader {
  readonly #file: string;
  readonly #header: readonly string[];

  /** @throws StatementInvalid a column is missing, or stands there twice */
  constructor(file: string, { fields, line }: CsvRecord) {
    this.#file = file;
    this.#header = fields;
    const missing = statementColumns.filter((column) => !fields.includes(column));
    if (missing.length > 0) {
      const names = missing.join(', ');
      throw new StatementInvalid(file, line, `is the header and lacks ${names} (columns are separated by commas)`);
    }
    const twice = statementColumns.find((column) => fields.indexOf(column) !== fields.lastIndexOf(column));
    if (twice !== undefined) throw new StatementInvalid(file, line, `is the header and has ${twice} twice`);
  }

  /** @throws StatementInvalid a field is not what its column holds, or two of them contradict each other */
  read(record: CsvRecord): Omit<StatementRow, 'repeated'> {
    const fields = this.#fieldsOf(record);
    const bank = fields.word('counterparty_bank');
    const account = fields.word('counterparty_account');
    return {
      line: fields.line,
      transactionId: fields.id('transaction_id'),
      accountId: fields.id('account_id'),
      bookedOn: fields.day('booked_on'),
      ...transactionOf(fields),
      balanceMinor: fields.wholeNumber('balance_minor'),
      // Some banks write account 0 where there is no other side.
      counterparty: bank === '' && (account === '' || account === '0') ? undefined : `${bank}/${account}`,
    };
  }

  #fieldsOf({ fields, line }: CsvRecord): RowFields {
    if (fields.length !== this.#header.length) {
      const finding = `has ${fields.length} fields where the header has ${this.#header.length}`;
      throw new StatementInvalid(this.#file, line, finding);
    }
    const texts = this.#header.map((column, place): [StatementColumn, string] => [
      column as StatementColumn,
      fields[place] ?? '',
    ]);
    return new RowFields(this.#file, line, new Map(texts));
  }
}

/** Money that goes the other way than the operation says is a mistake, and must not be booked as what it looks like. */
function transactionOf(fields: RowFields): Transaction {
  const operation = fields.text('operation');
  const purpose = fields.text('purpose');
  const amountMinor = fields.wholeNumber('amount_minor');
  if (!isOperation(operation)) throw fields.wrong('operation', `one of ${operationNames.join(', ')}`);
  if (!isPurpose(purpose)) throw fields.wrong('purpose', `empty or one of ${purposes.slice(1).join(', ')}`);
  const comesIn = operations[operation] === 'in';
  if (amountMinor === 0 || amountMinor > 0 !== comesIn) {
    throw fields.wrong('amount_minor', `${comesIn ? 'above' : 'below'} 0 as a ${operation} is`);
  }
  if ((isFee(purpose) && comesIn) || (purpose === 'interest') !== (operation === 'internal')) {
    throw fields.wrong('purpose', `one of a ${operation}`);
  }
  return { operation, purpose, amountMinor };
}
