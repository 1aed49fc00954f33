import { newUuid } from './uuid.js';
import { assertValidName } from '../name/valid-name.js';

/** Only a type: what tells two kinds of identifiers apart. Nothing stands under it at run time. */
declare const kind: unique symbol;

/** A text that identifies one kind of thing. At run time, and in JSON, it is the text alone. */
export type Identifier<Name extends string> = string & { readonly [kind]: Name };

/** A kind of identifiers: makes them from texts, and out of nothing. */
export interface IdentifierKind<Name extends string> {
  /**
   * The text as an identifier of this kind.
   * @throws InvalidName it cannot be kept; names this kind as the field
   */
  of(value: string): Identifier<Name>;
  /** A new one: a UUIDv7, which sorts by the time at which it was made. */
  generate(): Identifier<Name>;
}

/** The type of the identifiers of a kind: `type AccountId = IdentifierOf<typeof AccountId>`. */
export type IdentifierOf<Kind> = Kind extends IdentifierKind<infer Name> ? Identifier<Name> : never;

/**
 * Makes a kind of identifiers, so that the id of one thing does not pass for that of another.
 *
 * @param name for messages, for example `account-id`
 *
 * @example
 * export const AccountId = identifier('account-id');
 * export type AccountId = IdentifierOf<typeof AccountId>;
 *
 * const id: AccountId = AccountId.generate();
 */
export function identifier<const Name extends string>(name: Name): IdentifierKind<Name> {
  assertValidName(name, 'kind of identifier');
  return Object.freeze({
    of(value: string): Identifier<Name> {
      assertValidName(value, name);
      return value as Identifier<Name>;
    },
    generate: () => newUuid() as Identifier<Name>,
  });
}
