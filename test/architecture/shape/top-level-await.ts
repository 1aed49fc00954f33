import ts from 'typescript';
import { isSpec, type SourceFile } from './source-file.js';

/** A lib that waits while it is loaded cannot be loaded by `require`, as CommonJS applications do with ES modules. */
export function topLevelAwait(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => /^libs\/[^/]+\/src\/.*\.ts$/.test(path) && !isSpec(path))
    .filter(({ path, text }) => waits(ts.createSourceFile(path, text, ts.ScriptTarget.Latest)))
    .map(({ path }) => path);
}

function waits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) return true;
  return ts.forEachChild(node, waits) ?? false;
}
