/** What the start prints: where everything is, and what to try next. */
export function welcome(address: string): string {
  return `
Harbour is open.

  API      ${address}
  OpenAPI  ${address}/docs  (JSON: ${address}/docs-json)
  Health   ${address}/health

Try next, in another terminal:

  # open an account, pay in, and read it as it was on a day
  curl -s ${address}/accounts \\
    --json '{"accountId":"alice","ownerId":"customer-1","currency":"EUR","occurredAt":"2026-01-01"}'
  curl -s ${address}/accounts/alice/deposits \\
    --json '{"amountMinor":12500,"reference":"salary","occurredAt":"2026-02-01"}'
  curl -s '${address}/accounts/alice?occurredBy=2026-01-15'
  curl -s ${address}/accounts/alice/events

  # ask about all accounts, and for a statement of a period however long past
  curl -s '${address}/accounts?sort=-balanceMinor&limit=10'
  curl -s '${address}/accounts/alice/statement?from=2026-01-01&to=2026-12-31'

  # order a pen: it is reserved and paid by itself; replay the session, and look at what was done for it
  curl -s ${address}/inventory/lisbon/pen-blue/receipts --json '{"quantity":5}'
  curl -s ${address}/orders --json '{"orderId":"order-1","customerId":"customer-1","currency":"EUR"}'
  curl -s ${address}/orders/order-1/items \\
    --json '{"store":"lisbon","sku":"pen-blue","quantity":1,"priceMinor":990}'
  curl -s ${address}/orders/order-1/submit --json '{"accountId":"alice"}'
  curl -s ${address}/orders/order-1/history
  npm run daybook -- sagas show order-fulfilment order-1

  # look into a stream as it was; see how the read models are, and compare one with the log
  npm run daybook -- streams show account-alice --at 1
  npm run daybook -- projections status
  npm run daybook -- projections verify account-balances

  # let the statement of a whole bank flow through it
  npm run sample -- bank --out bank.csv
  npm run import -- bank bank.csv --verify

Ctrl-C stops Harbour and its database.
`;
}
