import { identifier, type IdentifierOf } from '@daybook/domain';

/** Which order. Chosen by whoever begins it, or generated. */
export const OrderId = identifier('order-id');
export type OrderId = IdentifierOf<typeof OrderId>;
