import { decider, type DecisionContext } from '@daybook/domain';
import { decideStock } from '../decide-stock.js';
import { ReservationExpired } from '../events/reservation-expired.js';
import { ReservationLost } from '../events/reservation-lost.js';
import { StockCorrected } from '../events/stock-corrected.js';
import { StockCounted } from '../events/stock-counted.js';
import { StockPicked } from '../events/stock-picked.js';
import { StockPutBack } from '../events/stock-put-back.js';
import { StockReceived } from '../events/stock-received.js';
import { StockReleased } from '../events/stock-released.js';
import { StockReserved } from '../events/stock-reserved.js';
import { evolveStock } from '../evolve-stock.js';
import type { StockCommand } from '../stock-command.js';
import { nothingInStock, type Stock, withPick } from '../stock.js';

const events = [
  StockReceived,
  StockReserved,
  StockReleased,
  ReservationExpired,
  ReservationLost,
  StockPicked,
  StockPutBack,
  StockCounted,
  StockCorrected,
] as const;

type Decided =
  Exclude<ReturnType<typeof decideStock>, readonly unknown[]> | ReservationLost | StockCorrected | StockCounted;

function wrong(decide: (command: StockCommand, stock: Stock, context: DecisionContext) => readonly Decided[]) {
  return decider('stock', { initialState: nothingInStock, events, decide, evolve: evolveStock });
}

const all = (...asked: Parameters<typeof decideStock>): readonly Decided[] => [decideStock(...asked)].flat();
const none: Stock['reservations'] = new Map();

/** Builds that break a promise, for a test that has to notice. */
export const wrongStockItems = {
  'corrects the books before it takes back what cannot be kept': wrong((command, stock, context) => {
    const decided = all(command, stock, context);
    const isCorrection = (event: Decided): boolean => event instanceof StockCorrected;
    return [...decided.filter(isCorrection), ...decided.filter((event) => !isCorrection(event))];
  }),
  'promises to each what is on hand': wrong((command, stock, context) =>
    all(command, command.type === 'reserve' ? { ...stock, reservations: none } : stock, context),
  ),
  'keeps all reservations when fewer pieces are found': wrong((command, stock, context) =>
    all(command, command.type === 'count' ? { ...stock, reservations: none } : stock, context),
  ),
  'puts back what nobody has picked': wrong((command, stock, context) =>
    command.type === 'put-back'
      ? all(command, withPick(stock, { orderId: command.orderId, quantity: 1 }), context)
      : all(command, stock, context),
  ),
};
