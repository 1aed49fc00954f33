import { OrdersByStatus } from './report-orders-by-status/orders-by-status.projection.js';

/** What can be asked about orders besides an order itself. */
export const orderProjections = [OrdersByStatus] as const;
