import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';

/** Where a transfer has ended: on the streams of both accounts, in the order in which they were written. */
export interface TransferAnswer {
  readonly streams: readonly { readonly stream: string; readonly version: number; readonly position: number }[];
}

@CommandType('transfer-coins')
export class TransferCoins extends Command<TransferAnswer> {
  constructor(
    /** The name of the call. */
    readonly transfer: string,
    /** The ids of the accounts. */
    readonly from: string,
    readonly to: string,
    readonly coins: number,
  ) {
    super();
  }
}
