import type { Page } from './page.js';

/** A fenced block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** The line of the page on which the code begins. */
  readonly line: number;
  readonly language: string;
  /** The file that the block is, from `title=src/account.ts` behind the language. */
  readonly title: string | undefined;
  /** Goes on where the page's last block ended, from the word `continued` behind the language. */
  readonly continued: boolean;
  readonly code: string;
}

const fence = /^([ \t]*)(`{3,}|~{3,})(\S*)([^\n]*)\n([\s\S]*?)^[ \t]*\2`*[ \t]*$/gm;

export function codeBlocks({ path, text }: Page): readonly CodeBlock[] {
  return Array.from(text.matchAll(fence), ({ index, 3: language = '', 4: info = '', 5: code = '' }) => ({
    page: path,
    line: text.slice(0, index).split('\n').length + 1,
    language,
    title: /\btitle=(\S+)/.exec(info)?.[1],
    continued: /\bcontinued\b/.test(info),
    code,
  }));
}

/** The blocks that a compiler has to accept. */
export function isTypeScript({ language }: CodeBlock): boolean {
  return language === 'ts' || language === 'typescript';
}
