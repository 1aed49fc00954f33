import type { SourceFile } from './source-file.js';

/** Names that say how something is written and not what it is about. A type lives with its concept. */
const saysNothing =
  /(^|\/)(utils?|helpers?|common|shared|core|misc|interfaces?|types?|services?|decorators?|errors|exceptions?|constants?|models?|enums?|dtos?)(\/|\.ts$)/;

export function conceptNames(files: readonly SourceFile[]): readonly string[] {
  return files.filter(({ path }) => saysNothing.test(path)).map(({ path }) => path);
}
