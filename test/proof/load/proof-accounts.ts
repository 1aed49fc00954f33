const accounts = 24;
const owners = 4;

/** The accounts of every run, as the ids of their aggregates. */
export const accountIds: readonly string[] = Array.from({ length: accounts }, (_, n) => String(n));

/** What each account is opened with. */
export const openingCoins = 1_000;

/** Several accounts have one owner: two transfers may touch one owner's row through different streams. */
export function ownerOf(accountId: string): string {
  return `owner-${Number(accountId) % owners}`;
}

export function streamOf(accountId: string): string {
  return `account-${accountId}`;
}
