/** A line of a fixture that a checker must report, and by which rule. */
export interface Mark {
  readonly line: number;
  readonly rule: string;
}

const mark = /\/\/ reported( below)?: (\S+)/;

/**
 * Reads what a fixture promises: `// reported: <rule>` at the end of a line, or `// reported below: <rule>` on the
 * line before. Every other line of the fixture must pass, so a fixture shows both sides of its rule.
 */
export function marksIn(text: string): readonly Mark[] {
  return text.split('\n').flatMap((content, index) => {
    const [, below, rule] = mark.exec(content) ?? [];
    return rule === undefined ? [] : [{ line: index + (below === undefined ? 1 : 2), rule }];
  });
}
