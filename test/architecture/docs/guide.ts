import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repository } from '../repository.js';
import { type CodeBlock, codeBlocks, isTypeScript } from './code-block.js';
import { type DocumentedModule, documentedModules, folderOf } from './documented-module.js';
import type { Page } from './page.js';

/** Where the files lie that a guide leaves out, in a folder with the guide's name. */
const beside = 'test/architecture/fixtures/guides';

/** Whether a page is one of the guides, whose code is not only compiled but run. */
export function isGuide({ path }: Page): boolean {
  return /^docs\/guides\/(?!README)[\w-]+\.md$/.test(path);
}

/** The code of a guide that nobody would run, because no file is named that it is, or goes on with. */
export function unrunnable(page: Page): readonly string[] {
  return codeBlocks(page)
    .filter((block) => isTypeScript(block) && block.title === undefined && !block.continued)
    .map(({ line }) => `${page.path}:${line} has no title=…`);
}

/**
 * All files of the application that a guide tells of: those of the page; those that it leaves out, because they would
 * teach nothing; and, where neither has one of that name, those of README's first screen, without its tests.
 */
export function guideModules(guide: Page, readme: Page): readonly DocumentedModule[] {
  const folder = folderOf(guide.path);
  const startedWith = documentedModules(codeBlocks(readme).filter(isTypedBefore)).map((module) => ({
    ...module,
    path: module.path.replace(folderOf(readme.path), folder),
  }));
  const byPath = new Map<string, DocumentedModule>();
  for (const module of [...startedWith, ...leftOut(guide), ...documentedModules(codeBlocks(guide))]) {
    byPath.set(module.path, module);
  }
  return [...byPath.values()];
}

function isTypedBefore({ title }: CodeBlock): boolean {
  return title !== undefined && !title.endsWith('.spec.ts');
}

function leftOut({ path: guide }: Page): readonly DocumentedModule[] {
  const folder = join(beside, basename(guide, '.md'));
  if (!existsSync(join(repository, folder))) return [];
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(repository, folder, path)).isFile())
    .map((path) => {
      const text = readFileSync(join(repository, folder, path), 'utf8');
      const pageLines = text.split('\n').map((_line, index) => index + 1);
      return { page: join(folder, path), path: `${folderOf(guide)}/${path}`, pageLines, text };
    });
}
