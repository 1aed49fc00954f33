/** Names that no store takes: two of them could collide, or look the same, or not come back. */
export const badNames: readonly (readonly [what: string, name: string])[] = [
  ['a NUL', 'a\0b'],
  ['a line feed', 'a\nb'],
  ['a carriage return', 'a\r\nb'],
  ['an escape character', 'a\u001b[31mb'],
  ['a delete character', 'a\u007fb'],
  ['half of a surrogate pair', 'a\ud800b'],
  ['the other half of a surrogate pair', 'a\udfff'],
  ['decomposed characters', 'cafe\u0301'],
  ['a byte-order mark', '\ufeffab'],
  ['a right-to-left override', 'a\u202eb'],
  ['a right-to-left mark', 'a\u200fb'],
  ['a zero-width space', 'a\u200bb'],
  ['a zero-width joiner', 'a\u200db'],
  ['a soft hyphen', 'a\u00adb'],
  ['white space at its end', 'ab '],
  ['256 bytes', 'a'.repeat(256)],
  ['256 bytes in fewer characters', 'é'.repeat(128)],
  ['a compressible name of 100,000 characters', 'a'.repeat(100_000)],
  ['a path upwards', 'a/../b'],
  ['a slash', 'a/b'],
  ['a backslash', 'a\\b'],
];

/** Names that cannot be the whole of a name; as the id behind a category some of them are what others are inside. */
export const badWholeNames: readonly (readonly [what: string, name: unknown])[] = [
  ['an empty name', ''],
  ['a blank name', '   '],
  ['white space at its beginning', ' note-1'],
  ['the reserved prefix', '$note-1'],
  ['no string but a number', 7],
  ['no string but null', null],
  ['no string but undefined', undefined],
  ['no string but an object', { toString: () => 'note-1' }],
  ['no string but an array', ['note-1']],
];

/** Names that look dangerous and are none: they must come back as they are. */
export const goodNames: readonly (readonly [what: string, name: string])[] = [
  ['single quotes', "o'brien'; DROP TABLE events; --"],
  ['double quotes', 'say "hello"'],
  ['signs of patterns', '100%_of_*'],
  ['letters of other scripts', '日本語-ελληνικά-ру́сский'.normalize('NFC')],
  ['composed characters', 'caf\u00e9'],
  ['a character beyond the basic plane', 'party-🎉'],
  ['a name of every object', '__proto__'],
  ['spaces inside', 'one two'],
  ['hyphens', 'a-b--c-'],
  ['dots', 'v1.2.3'],
  ['a UUID', '0190b6a2-0000-7000-8000-000000000000'],
];
