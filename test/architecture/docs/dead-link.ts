import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../repository.js';
import type { Page } from './page.js';

const link = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g;

/** Links of a page into the repository behind which there is nothing. */
export function deadLinks({ path, text }: Page): readonly string[] {
  return Array.from(text.matchAll(link), ([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(repository, dirname(path), target)));
}
