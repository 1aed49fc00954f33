import { assertValidName } from '@daybook/domain';

/** What was given as options, before anybody has looked at it. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** Makes the error about an option's value, in the words of whoever has the option. */
export type RefuseOption = (option: string, value: unknown, expected: string) => Error;

/** Looks at the values of options, and fills in what is missing. All of it throws what `refuse` makes. */
export class OptionRanges {
  constructor(private readonly refuse: RefuseOption) {}

  whole(option: string, value: unknown, least: number, most: number, otherwise?: number): number {
    const found = value ?? otherwise;
    if (typeof found === 'number' && Number.isSafeInteger(found) && found >= least && found <= most) return found;
    throw this.refuse(option, value, `a whole number from ${least} to ${most}`);
  }

  /** Names without a hyphen, each once; undefined for all. Throws InvalidName, too. */
  categories(option: string, value: unknown): readonly string[] | undefined {
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length === 0 || value.length > 1_000) {
      throw this.refuse(option, value, 'a list of 1 to 1,000 categories, or leave it out for all');
    }
    const names = value.map((name: unknown) => {
      assertValidName(name, option);
      if (name.includes('-')) throw this.refuse(option, name, 'categories, which hold no hyphen');
      return name;
    });
    return [...new Set(names)];
  }

  /** One of these words; undefined if there is none. */
  oneOf<W extends string>(option: string, value: unknown, words: readonly W[]): W | undefined {
    if (value === undefined) return undefined;
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    throw this.refuse(option, value, `one of ${words.join(', ')}`);
  }

  /** A function; undefined if there is none. */
  callable<F extends (...args: never[]) => unknown>(option: string, value: unknown, expected: string): F | undefined {
    if (value === undefined || typeof value === 'function') return value as F | undefined;
    throw this.refuse(option, value, expected);
  }

  /** The fields of an object, none of which is unknown. */
  fields(option: string, value: unknown, known: readonly string[]): GivenOptions {
    if (value === undefined) return {};
    const expected = `an object of ${known.join(', ')}`;
    if (typeof value !== 'object' || value === null) throw this.refuse(option, value, expected);
    const unknown = Object.keys(value).find((field) => !known.includes(field));
    if (unknown !== undefined) throw this.refuse(option, value, `${expected}; "${unknown}" is not known`);
    return value as GivenOptions;
  }
}
