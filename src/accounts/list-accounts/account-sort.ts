/** In which order accounts are listed; with a hyphen in front from the greatest or latest. Equal ones by their ids. */
export const accountSorts = ['balanceMinor', '-balanceMinor', 'openedAt', '-openedAt'] as const;

export type AccountSort = (typeof accountSorts)[number];

/** The field of a row that decides, and the direction. */
export function orderOf(sort: AccountSort): readonly [field: 'balanceMinor' | 'openedAt', direction: 'ASC' | 'DESC'] {
  const field = sort.endsWith('balanceMinor') ? 'balanceMinor' : 'openedAt';
  return [field, sort.startsWith('-') ? 'DESC' : 'ASC'];
}
