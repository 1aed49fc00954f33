/** What can be asked of a stock item. */
export type StockCommand =
  | { readonly type: 'receive'; readonly quantity: number }
  | { readonly type: 'reserve'; readonly orderId: string; readonly quantity: number; readonly expiresAt?: Date }
  | { readonly type: 'release'; readonly orderId: string }
  | { readonly type: 'expire'; readonly orderId: string }
  | { readonly type: 'pick'; readonly orderId: string }
  | { readonly type: 'put-back'; readonly orderId: string }
  | { readonly type: 'count'; readonly counted: number };
