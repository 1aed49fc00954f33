import { identifier, type IdentifierOf, ValueObject } from '@daybook/domain';

const AccountId = identifier('account-id');
type AccountId = IdentifierOf<typeof AccountId>;
const OwnerId = identifier('owner-id');
type OwnerId = IdentifierOf<typeof OwnerId>;

export const account: AccountId = AccountId.of('a-1');
export const generated: AccountId = AccountId.generate();
export const asText: string = account;
// @ts-expect-error the id of another thing
export const owner: OwnerId = account;
// @ts-expect-error a text is not yet an id
export const plain: AccountId = 'a-1';
// @ts-expect-error an id is made from a text
AccountId.of(1);

class Money extends ValueObject {
  readonly minor!: number;
  readonly currency!: string;
  plus(other: Money): Money {
    return Money.like(this, { minor: this.minor + other.minor });
  }
}
const money = Money.of({ minor: 1, currency: 'EUR' });
const doubled: Money = Money.like(money, { minor: 2 });
Money.like(doubled, {});
// @ts-expect-error there is no such field
Money.like(money, { major: 1 });
// @ts-expect-error a field of another type
Money.like(money, { minor: '1' });
// @ts-expect-error a field is missing
Money.of({ minor: 1 });
// @ts-expect-error there is no such field
Money.of({ minor: 1, currency: 'EUR', major: 1 });
// @ts-expect-error immutable
money.minor = 2;
