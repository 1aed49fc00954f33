import { CouponApplied } from './events/coupon-applied.js';
import { ItemAdded } from './events/item-added.js';
import { ItemRemoved } from './events/item-removed.js';
import { OrderBegun } from './events/order-begun.js';

/** What a shopper does to a cart. Each of them says that somebody is there, and takes up again what was abandoned. */
export const cartTouches = [OrderBegun, ItemAdded, ItemRemoved, CouponApplied] as const;
