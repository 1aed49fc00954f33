import type { WriteVersions } from '@daybook/event-store';

const entry = /^([^\s=@,]+)=(?:([^\s=@,]+)@)?([1-9]\d{0,8})$/;

/**
 * In which older shapes events are to be written, as an operator says it: `account.funds-deposited=2` in version 2 of its
 * type, `account.frozen=account.blocked@1` as the type of which it was renamed; several with commas between them.
 *
 * @throws Error it says something else, or says something twice
 */
export function writeVersionsIn(text: string | undefined): WriteVersions | undefined {
  if (text === undefined) return undefined;
  const shapes = new Map<string, WriteVersions[string]>();
  for (const part of text.split(',').map((spaced) => spaced.trim())) {
    const [, type = '', older, version] = entry.exec(part) ?? [];
    if (version === undefined) {
      throw new Error(
        `WRITE_VERSIONS has ${JSON.stringify(part)}. Write type=version, or type=older-type@version, with commas between.`,
      );
    }
    if (shapes.has(type)) throw new Error(`WRITE_VERSIONS names ${type} twice. Keep one.`);
    shapes.set(type, older === undefined ? Number(version) : { event: older, version: Number(version) });
  }
  return Object.fromEntries(shapes);
}
