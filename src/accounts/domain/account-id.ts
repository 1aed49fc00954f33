import { identifier, type IdentifierOf } from '@daybook/domain';

/** Which account. Chosen by whoever opens it, or generated. */
export const AccountId = identifier('account-id');
export type AccountId = IdentifierOf<typeof AccountId>;
