import { type CodeBlock, isTypeScript } from './code-block.js';

/** A file that one or several blocks of a page make up. */
export interface DocumentedModule {
  readonly page: string;
  /** Unique among all pages, and beside the other files of its page. */
  readonly path: string;
  /** For each line of the text the line of the page that it comes from. */
  readonly pageLines: readonly number[];
  readonly text: string;
}

/**
 * The files that the blocks of a page are meant to be. A block with a title is that file, a block without one is a
 * file of its own, and a continued block is the rest of the file before it. So pages cannot see each other, and the
 * blocks of one page see each other as files do: by imports.
 */
export function documentedModules(blocks: readonly CodeBlock[]): readonly DocumentedModule[] {
  const modules: DocumentedModule[] = [];
  for (const block of blocks.filter(isTypeScript)) {
    const last = modules.at(-1);
    if (block.continued && last?.page === block.page) modules[modules.length - 1] = joined(last, block);
    else modules.push(moduleOf(block));
  }
  return modules;
}

/** The folder that holds the files of a page, as if somebody had typed them. */
export function folderOf(page: string): string {
  return page.replaceAll(/[^\w-]/g, '-');
}

function moduleOf({ page, line, title, code }: CodeBlock): DocumentedModule {
  const path = `${folderOf(page)}/${title ?? `line-${line}.ts`}`;
  return { page, path, pageLines: linesFrom(line, code), text: code };
}

function joined(module: DocumentedModule, { line, code }: CodeBlock): DocumentedModule {
  return { ...module, pageLines: [...module.pageLines, ...linesFrom(line, code)], text: module.text + code };
}

function linesFrom(first: number, code: string): readonly number[] {
  return code
    .split('\n')
    .slice(0, -1)
    .map((_line, index) => first + index);
}
