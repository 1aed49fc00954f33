import type { JsonSchema } from './json-schema.js';

type Constraints = readonly unknown[];

const text = (format?: string): JsonSchema => ({ type: 'string', ...(format !== undefined && { format }) });

/** What rules of class-validator say in JSON Schema, by their names. */
const said: Readonly<Record<string, (constraints: Constraints) => JsonSchema>> = {
  isString: () => text(),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isNotEmptyObject: () => ({ type: 'object' }),
  isIn: ([values]) => oneOfValues(values),
  isEnum: ([, values]) => oneOfValues(values),
  equals: ([value]) => oneOfValues([value]),
  min: ([least]) => ({ type: 'number', minimum: Number(least) }),
  max: ([most]) => ({ type: 'number', maximum: Number(most) }),
  isPositive: () => ({ type: 'number', exclusiveMinimum: 0 }),
  isNegative: () => ({ type: 'number', exclusiveMaximum: 0 }),
  isDivisibleBy: ([divisor]) => ({ type: 'number', multipleOf: Number(divisor) }),
  minLength: ([least]) => ({ ...text(), minLength: Number(least) }),
  maxLength: ([most]) => ({ ...text(), maxLength: Number(most) }),
  isLength: ([least, most]) => ({
    ...text(),
    minLength: Number(least),
    ...(most !== undefined && { maxLength: Number(most) }),
  }),
  isNotEmpty: () => ({ minLength: 1 }),
  matches: ([pattern]) => (pattern instanceof RegExp ? { ...text(), pattern: pattern.source } : text()),
  isUuid: () => text('uuid'),
  isEmail: () => text('email'),
  isUrl: () => text('uri'),
  isRfc3339: () => text('date-time'),
  isPort: () => text(),
  arrayMinSize: ([least]) => ({ type: 'array', minItems: Number(least) }),
  arrayMaxSize: ([most]) => ({ type: 'array', maxItems: Number(most) }),
  arrayNotEmpty: () => ({ type: 'array', minItems: 1 }),
  arrayUnique: () => ({ type: 'array', uniqueItems: true }),
  isDefined: () => ({}),
};

/** Rules that texts alone can follow, and that JSON Schema has no word for. */
const ofTexts =
  /^(?:contains|notContains|is(?:Alpha|Ascii|Base|BIC|BooleanString|BtcAddress|ByteLength|CreditCard|Currency|DataURI|DateString|Decimal|EAN|Ethereum|FQDN|FirebasePushId|FullWidth|HSL|HalfWidth|Hash|Hex|IBAN|Ip|ISBN|ISIN|ISO|ISRC|ISSN|IdentityCard|Iso|Jwt|Json|Locale|Lowercase|MacAddress|MagnetURI|MilitaryTime|MimeType|MobilePhone|MongoId|Multibyte|NumberString|Octal|PassportNumber|PhoneNumber|PostalCode|RgbColor|SemVer|StrongPassword|SurrogatePair|TaxId|TimeZone|Uppercase|VariableWidth))/;

/**
 * A rule of class-validator in JSON Schema. One that it has no word for stands under `x-rules` by its name: it is not
 * compared, but it is told.
 */
export function schemaOfRule(name: string, constraints: Constraints): JsonSchema {
  const known = Object.hasOwn(said, name) ? said[name] : undefined;
  if (known !== undefined) return known(constraints);
  return { ...(ofTexts.test(name) && text()), 'x-rules': [inWords(name, constraints)] };
}

/** Two things said of one value. */
export function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  const rules = [...(one['x-rules'] ?? []), ...(other['x-rules'] ?? [])];
  const type = one.type === 'integer' && other.type === 'number' ? 'integer' : (other.type ?? one.type);
  return { ...one, ...other, ...(type !== undefined && { type }), ...(rules.length > 0 && { 'x-rules': rules }) };
}

function oneOfValues(values: unknown): JsonSchema {
  const known = (Array.isArray(values) ? values : []).filter(isScalar);
  const kinds = [...new Set(known.map((value) => (value === null ? 'null' : typeof value)))];
  const [kind] = kinds;
  return { ...(kinds.length === 1 && kind !== undefined && { type: kind }), enum: known };
}

function inWords(name: string, constraints: Constraints): string {
  const told = constraints.filter((one) => isScalar(one) || one instanceof RegExp).map(String);
  return told.length === 0 ? name : `${name}(${told.join(', ')})`;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
