import { jsonDataOf } from '@daybook/event-store';
import { commandTypeOf } from '@daybook/nestjs';
import { expect, test } from '@jest/globals';
import {
  CancelReservation,
  CountStock,
  ExpireReservation,
  PickStock,
  PutBackStock,
  ReceiveStock,
  ReleaseStock,
  ReserveStock,
  SettleReservation,
} from './inventory-commands.js';

const terms = { expiresAt: '2026-02-01T12:30:00.000Z', occurredAt: '2026-02-01T12:00:00.000Z' };

// Keys are kept by these names, and sagas keep commands by them: they are for ever.
test.each([
  ['receive-stock', new ReceiveStock('lisbon', 'pen', 5)],
  ['reserve-stock', new ReserveStock('lisbon', 'pen', 'o-1', 2, terms)],
  ['release-stock', new ReleaseStock('lisbon', 'pen', 'o-1')],
  ['expire-reservation', new ExpireReservation('lisbon', 'pen', 'o-1')],
  ['pick-stock', new PickStock('lisbon', 'pen', 'o-1')],
  ['cancel-reservation', new CancelReservation('lisbon', 'pen', 'o-1')],
  ['settle-reservation', new SettleReservation('lisbon', 'pen', 'o-1')],
  ['put-back-stock', new PutBackStock('lisbon', 'pen', 'o-1')],
  ['count-stock', new CountStock('lisbon', 'pen', 4)],
])('%s has a name that stays, and comes back from JSON as it was', (name, command) => {
  expect(commandTypeOf(command)).toBe(name);
  expect(jsonDataOf(command)).toMatchObject({ data: JSON.parse(JSON.stringify(command)) as object });
  expect(JSON.parse(JSON.stringify(command))).toEqual({ ...command });
});
