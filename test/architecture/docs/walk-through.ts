import { type CodeBlock, codeBlocks } from './code-block.js';
import { type DocumentedModule, documentedModules, folderOf } from './documented-module.js';
import type { Page } from './page.js';

/** A file that the reader makes, or one of the repository in which lines are to be others. */
export type Writing =
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly at: string }
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly was: string;
      readonly becomes: string;
      readonly at: string;
    };

/** A command that the reader gives, and lines of what it prints, each of them a part of one. */
export interface Command {
  readonly command: string;
  readonly prints: readonly string[];
}

/** What a page has its reader do to the repository: in this order, commands after all writing of their part. */
export interface WalkThrough {
  readonly writings: readonly Writing[];
  readonly commands: readonly Command[];
  /** Blocks that are none of it. */
  readonly unknown: readonly string[];
}

/** Whether a page walks its reader through a change of the repository itself, which is made and run as a whole. */
export function isWalkThrough({ path }: Page): boolean {
  return path === 'docs/new-context.md';
}

/** Reads what stands behind the first part's heading; before it is what any reader has: the repository. */
export function walkThrough(page: Page): WalkThrough {
  const begins = page.text.slice(0, page.text.indexOf('\n## ')).split('\n').length;
  const writings: Writing[] = [];
  const commands: { command: string; prints: readonly string[] }[] = [];
  const unknown: string[] = [];
  for (const block of codeBlocks(page).filter(({ line }) => line > begins)) {
    const last = commands.at(-1);
    if (block.language === 'sh') commands.push(...commandsIn(block).map((command) => ({ command, prints: [] })));
    else if (block.language === 'text' && last?.prints.length === 0) last.prints = lines(block.code);
    else if (block.title === undefined) unknown.push(`${page.path}:${block.line} is no file, edit, command or answer`);
    // GitHub does not show what stands behind the fence.
    else if (lineAbove(page, block) !== `\`${block.title}\``)
      unknown.push(`${page.path}:${block.line} is named nowhere`);
    else writings.push(...writingsOf(block, block.title));
  }
  return { writings, commands, unknown };
}

/** The files of the page in TypeScript where its reader puts them: beside those of the repository. */
export function modulesInPlace(page: Page): readonly DocumentedModule[] {
  const folder = folderOf(page.path);
  return documentedModules(codeBlocks(page)).map((one) => ({ ...one, path: one.path.replace(folder, '..') }));
}

function commandsIn({ code }: CodeBlock): readonly string[] {
  return lines(code.replace(/ *\\\n */g, ' '));
}

/** A `diff` edits several places, parted by `@@`. */
function writingsOf({ language, page, line, code }: CodeBlock, path: string): readonly Writing[] {
  const at = `${page}:${line}`;
  if (language !== 'diff') return [{ kind: 'file', path, text: code, at }];
  return code.split(/^@@\n/m).map((place) => {
    const of = (signs: string): string =>
      lines(place)
        .filter((line) => signs.includes(line.charAt(0)))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    return { kind: 'edit', path, was: of(' -'), becomes: of(' +'), at };
  });
}

/** The last line before the block that is not empty. */
function lineAbove({ text }: Page, { line }: CodeBlock): string | undefined {
  return lines(text.split('\n', line - 2).join('\n')).at(-1);
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
