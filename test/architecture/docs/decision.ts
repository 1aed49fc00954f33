import { basename } from 'node:path';
import type { Page } from './page.js';

const sections = ['The question', 'Options', 'Choice', 'What would change our mind'];

/** Numbered decisions that do not keep the form of `docs/decisions/README.md`. */
export function malformedDecisions(pages: readonly Page[]): readonly string[] {
  const decisions = pages
    .filter(({ path }) => /^docs\/decisions\/(?!README)/.test(path))
    .sort((one, other) => one.path.localeCompare(other.path));
  return decisions.flatMap((page, index) => malformed(page, index + 1));
}

function malformed({ path, text }: Page, number: number): readonly string[] {
  const headings = Array.from(text.matchAll(/^## (.*)$/gm), ([, heading = '']) => heading);
  return [
    ...(basename(path).startsWith(`${String(number).padStart(4, '0')}-`) ? [] : [`${path} is not number ${number}`]),
    ...(text.startsWith(`# ${number}. `) ? [] : [`${path} does not begin with “# ${number}. ”`]),
    ...sections
      .filter((section) => !headings.some((heading) => heading.startsWith(section)))
      .map((section) => `${path} has no section “${section}”`),
  ];
}
