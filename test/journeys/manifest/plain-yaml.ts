/** What a manifest holds. */
export type Yaml = string | number | YamlMap | readonly Yaml[];
export interface YamlMap {
  readonly [key: string]: Yaml;
}

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly place: string;
}

/**
 * Reads the YAML that our manifests are written in: maps and lists in lines, plain or quoted scalars, comments on
 * lines of their own. Whatever else YAML has is refused, so that nothing is read otherwise than Kubernetes reads it.
 */
export function readYaml(text: string, name: string): readonly YamlMap[] {
  const lines = text.split('\n').map((line, index) => ({ line, place: `${name}:${index + 1}` }));
  const documents: Line[][] = [[]];
  for (const { line, place } of lines) {
    if (line === '---') documents.push([]);
    else if (!/^\s*(#.*)?$/.test(line)) {
      const [, spaces = '', content = ''] = /^( *)(.*)$/.exec(line) ?? [];
      if (/^\S.*\s#|\t|\s$/.test(content)) throw new Error(`${place}: a comment, a tab or a space too much`);
      documents.at(-1)?.push({ indent: spaces.length, text: content, place });
    }
  }
  return documents.map((document) => mapFrom(document, 0));
}

function valueFrom(lines: Line[], indent: number): Yaml {
  return lines[0]?.text.startsWith('- ') ? listFrom(lines, indent) : mapFrom(lines, indent);
}

function listFrom(lines: Line[], indent: number): readonly Yaml[] {
  const list: Yaml[] = [];
  while (lines[0]?.indent === indent && lines[0].text.startsWith('- ')) {
    const line = lines.shift() as Line;
    const text = line.text.slice(2);
    if (/^[\w-]+:( |$)/.test(text)) {
      lines.unshift({ ...line, indent: indent + 2, text });
      list.push(mapFrom(lines, indent + 2));
    } else list.push(scalar(text, line.place));
  }
  return list;
}

function mapFrom(lines: Line[], indent: number): YamlMap {
  const map: Record<string, Yaml> = {};
  while (lines[0]?.indent === indent && !lines[0].text.startsWith('- ')) {
    const { text, place } = lines.shift() as Line;
    const [, key, rest = ''] = /^([\w./-]+):(?: (.+))?$/.exec(text) ?? [];
    if (key === undefined || key in map) throw new Error(`${place}: not a key, or the same one again`);
    map[key] = rest === '' ? valueFrom(lines, nestedIndent(lines, indent, place)) : scalar(rest, place);
  }
  if (lines[0] !== undefined && lines[0].indent > indent) throw new Error(`${lines[0].place}: indented too far`);
  return map;
}

function nestedIndent([next]: readonly Line[], indent: number, place: string): number {
  if (next === undefined || next.indent !== indent + 2) throw new Error(`${place}: nothing below it, by two spaces`);
  return next.indent;
}

function scalar(text: string, place: string): string | number {
  const [, , quoted] = /^(["'])([^"'\\]*)\1$/.exec(text) ?? [];
  if (quoted !== undefined) return quoted;
  if (/^(0|[1-9][0-9]*)$/.test(text)) return Number(text);
  // A plain scalar that YAML takes for a text, and for nothing else.
  const meansMore = /^(true|false|null|yes|no|on|off|~)$/i.test(text) || !Number.isNaN(Number(text));
  if (meansMore || !/^[\w/.][\w./:-]*$/.test(text)) {
    throw new Error(`${place}: ${text} is none of the scalars that are known here`);
  }
  return text;
}
