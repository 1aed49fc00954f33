import type { JsonObject } from '@daybook/domain';
import type { JSDoc, Node } from 'typescript';
import type { Compiler } from './declaration.js';

/** A docstring: its text in one paragraph each, and its examples. */
export interface Docstring {
  readonly meaning: string;
  readonly examples: readonly JsonObject[];
}

/** The docstring right before something. */
export function docstringOf(compiler: Compiler, node: Node): Docstring {
  const written = compiler.getJSDocCommentsAndTags(node).filter((part): part is JSDoc => compiler.isJSDoc(part));
  const last = written.at(-1);
  const tags = last?.tags ?? [];
  return {
    meaning: unwrapped(compiler.getTextOfJSDocComment(last?.comment) ?? ''),
    examples: tags
      .filter(({ tagName }) => tagName.text === 'example')
      .map(({ comment }) => parsed(compiler.getTextOfJSDocComment(comment) ?? ''))
      .filter((example) => example !== undefined),
  };
}

/** Lines that belong together, together: where they are broken is nobody's meaning. */
function unwrapped(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .join('\n\n')
    .trim();
}

/** An example that is a JSON object; others show code. */
function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\s*```\w*\n|```\s*$/g, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
