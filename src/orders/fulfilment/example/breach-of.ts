import type { PlayedFulfilment } from './played-fulfilment.js';

/** What is left of an order when everything is over, by the log alone. */
export interface Balance {
  /** What was ordered. */
  lines: readonly Line[];
  totalMinor: number;
  /** By store: pieces that are put aside for it, and those that were taken from the shelf. */
  readonly reserved: Record<string, number>;
  readonly picked: Record<string, number>;
  /** What was put aside or paid otherwise than it was ordered, when a carrier was asked to come. */
  amiss: string[];
  heldMinor: number;
  paidMinor: number;
  captures: number;
  /** By the order. */
  status: string;
  capturedMinor: number;
  refundedMinor: number;
}

export async function balanceOf(played: PlayedFulfilment): Promise<Balance> {
  const sum: Balance = {
    ...{ lines: [], totalMinor: 0, reserved: {}, picked: {}, amiss: [], heldMinor: 0, paidMinor: 0, captures: 0 },
    ...{ status: '', capturedMinor: 0, refundedMinor: 0 },
  };
  for (const { type, event } of await played.events()) {
    const { orderId, lines, totalMinor, store, quantity, amountMinor } = event as unknown as Told;
    if (orderId !== played.orderId) continue;
    const adds = (to: Record<string, number>, pieces: number) => (to[store] = (to[store] ?? 0) + pieces);
    if (type === 'order.submitted') Object.assign(sum, { lines, totalMinor });
    if (type === 'order.shipment-requested') sum.amiss = amissIn(sum);
    if (type === 'stock.reserved') adds(sum.reserved, quantity);
    if (frees.includes(type)) adds(sum.reserved, -quantity);
    if (type === 'stock.picked') adds(sum.picked, quantity);
    if (type === 'stock.put-back') adds(sum.picked, -quantity);
    if (type === 'payment.authorised') sum.heldMinor += amountMinor;
    if (type === 'payment.voided' || type === 'payment.captured') sum.heldMinor -= amountMinor;
    if (type === 'payment.captured') sum.paidMinor += amountMinor;
    if (type === 'payment.captured') sum.captures++;
    if (type === 'payment.refunded') sum.paidMinor -= amountMinor;
    if (type === 'order.payment-captured') sum.capturedMinor += amountMinor;
    if (type === 'order.refunded') sum.refundedMinor += amountMinor;
    if (stands.includes(type)) sum.status = type.replace('order.', '');
  }
  return sum;
}

/** What is otherwise than it was ordered. */
function amissIn({ lines, totalMinor, reserved, picked, capturedMinor }: Balance): string[] {
  const there = (store: string): number => (reserved[store] ?? 0) + (picked[store] ?? 0);
  const stores = lines.flatMap(({ store, quantity }) => (there(store) === quantity ? [] : [store]));
  return capturedMinor === totalMinor ? stores : [...stores, 'the money'];
}

interface Line {
  readonly store: string;
  readonly quantity: number;
}
interface Told extends Line {
  readonly orderId: string;
  readonly lines: readonly Line[];
  readonly totalMinor: number;
  readonly amountMinor: number;
}
const frees = ['stock.released', 'stock.picked', 'stock.reservation-lost', 'stock.reservation-expired'];
const stands = ['order.handed-to-carrier', 'order.delivered', 'order.cancelled', 'order.became-unavailable'];
const undone = ['cancelled', 'became-unavailable'];

/** What others may do by which an order that was delivered is, rightly, for somebody to look at. */
const byHand = ['count-nothing', 'release'];
const refunds = ['refund', 'refund-part', 'refund-part-told'];

/** The first thing that does not add up when an order has come to its end; undefined if everything does. */
export async function breachOf(played: PlayedFulfilment, moves: readonly string[]): Promise<string | undefined> {
  const balance = await balanceOf(played);
  const { status, heldMinor, paidMinor, captures, capturedMinor, refundedMinor } = balance;
  const { status: saga = 'not begun', failure } = played.held?.record ?? {};
  const told = `${JSON.stringify(balance)} of a fulfilment that is ${saga} (${failure ?? 'not stuck'})`;
  // Who reserves by hand what somebody has picked by then, has it twice.
  const isReservedAgain =
    moves.some((move) => move === 'pick' || move === 'fetch') && moves.some((move) => move.startsWith('reserve'));
  const meddled = isReservedAgain || moves.some((move) => byHand.includes(move));
  // Who takes away what has left already is found out when it is to be taken from the shelf.
  if (failure !== undefined && !(meddled && failure.startsWith('reservation-must-exist'))) return `stuck: ${told}`;
  if (failure !== undefined) return undefined;
  if (saga !== 'completed' && saga !== 'compensated') return `not at an end: ${told}`;
  if (heldMinor !== 0) return `money is held: ${told}`;
  if (captures > 1) return `captured twice: ${told}`;
  if (capturedMinor - refundedMinor !== paidMinor) return `the order and its payment differ: ${told}`;
  const isLeft = Object.values(balance.reserved).some((pieces) => pieces !== 0);
  if (isLeft && !(status === 'delivered' && isReservedAgain)) return `pieces are reserved: ${told}`;
  if (balance.amiss.length > 0 && !meddled) return `a carrier was asked too early: ${told}`;
  if (undone.includes(status)) {
    if (saga !== 'compensated') return `not undone: ${told}`;
    if (paidMinor !== 0) return `paid for nothing: ${told}`;
    return Object.values(balance.picked).some((pieces) => pieces !== 0)
      ? `taken from the shelf for nobody: ${told}`
      : undefined;
  }
  if (status !== 'delivered' || saga !== 'completed') return `neither delivered nor undone: ${told}`;
  if (captures === 0) return `delivered, and not paid: ${told}`;
  if (meddled) return undefined;
  if (refundedMinor !== 0 && !moves.some((move) => refunds.includes(move))) return `delivered, and not paid: ${told}`;
  const isOffTheShelf = balance.lines.every(({ store, quantity }) => balance.picked[store] === quantity);
  return isOffTheShelf ? undefined : `delivered, and not off the shelf: ${told}`;
}
