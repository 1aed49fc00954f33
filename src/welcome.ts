/** What the start prints: where everything is, and what to try next. */
export function welcome(address: string): string {
  return `
Harbour is open.

  API      ${address}
  OpenAPI  ${address}/docs  (JSON: ${address}/docs-json)
  Health   ${address}/health

Try next, in another terminal:

  # open an account, pay in, and read it as it was on a day
  curl -s ${address}/accounts -H 'content-type: application/json' \\
    -d '{"accountId":"alice","ownerId":"customer-1","currency":"EUR","occurredAt":"2026-01-01"}'
  curl -s ${address}/accounts/alice/deposits -H 'content-type: application/json' \\
    -d '{"amountMinor":12500,"reference":"salary","occurredAt":"2026-02-01"}'
  curl -s '${address}/accounts/alice?occurredBy=2026-01-15'
  curl -s ${address}/accounts/alice/events

  # let the statement of a whole bank flow through it
  npm run sample -- bank --out bank.csv
  npm run import -- bank bank.csv --verify

Ctrl-C stops Harbour and its database.
`;
}
