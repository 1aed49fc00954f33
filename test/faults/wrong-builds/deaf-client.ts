import pg from 'pg';

/** A driver without an ear for notices, as most programs use it: what the server says beside its answers is dropped. */
export class DeafClient extends pg.Client {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    return event === 'notice' ? false : super.emit(event, ...(values as [never]));
  }
}
