import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../repository.js';
import type { Page } from './page.js';

const link = /\]\(([^)\s]+)\)/g;

/** Links of a page into the repository behind which there is nothing: no file, or no heading of that name in it. */
export function deadLinks({ path, text }: Page): readonly string[] {
  return Array.from(prose(text).matchAll(link), ([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const meant = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(repository, meant))) return true;
      if (anchor === undefined || !meant.endsWith('.md')) return false;
      return !anchors(file === '' ? text : readFileSync(join(repository, meant), 'utf8')).has(anchor);
    });
}

/** The names by which GitHub leads to the headings of a page. */
function anchors(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, heading = ''] of prose(text).matchAll(/^#{1,6} +(.*)$/gm)) {
    const words = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase();
    const name = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    let unique = name;
    for (let count = 1; names.has(unique); count++) unique = `${name}-${count}`;
    names.add(unique);
  }
  return names;
}

/** Without its code, in which a comment may look like a heading. */
function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}
