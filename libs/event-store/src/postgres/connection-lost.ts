import { sqlStateOf } from './database-error.js';

/**
 * What becomes of an error with which the server has ended the connection: a FATAL or a PANIC, whatever its SQLSTATE
 * (disk full, for one), says nothing about whether the statement was committed before.
 */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code: string;

  constructor(cause: unknown) {
    super('the server ended the connection', { cause });
    this.code = sqlStateOf(cause) ?? 'connection-lost';
  }
}
