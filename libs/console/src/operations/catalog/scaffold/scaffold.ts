import type { JsonObject, JsonValue } from '@daybook/domain';
import { dirname, join, relative } from 'node:path';
import type { CatalogComparison } from '../compare-catalog.js';
import type { MissingUpcaster } from '../changes/finding.js';
import type { DescribedEvent } from '../described-events.js';
import { exampleOfSchema } from '../examples/example-of-schema.js';
import { misfitsOf } from '../schema/misfit.js';
import { NoPlaceForUpcaster } from './no-place-for-upcaster.error.js';
import { TargetUnknown } from './target-unknown.error.js';

/** What the test of an upcaster needs, and this package does not. */
const testingKit = '@daybook/testing';

/** A file that is to be made. */
export interface ScaffoldedFile {
  readonly path: string;
  readonly text: string;
}

/** How an upcaster is scaffolded. */
export interface ScaffoldOptions {
  /** Only that of this stored type. Default: all that are missing. */
  readonly type?: string | undefined;
  /** The type that a removed one has become. Default: the only new one there is. */
  readonly to?: string | undefined;
  /** The folder. Default: that of the event's class. */
  readonly folder?: string | undefined;
  /** What stands behind the name of a file that is imported: `.js` for ES modules. Default `.js`. */
  readonly ending?: string | undefined;
}

/** What becomes of the stored shape. */
interface Target {
  readonly event: DescribedEvent;
  readonly version: number;
}

/**
 * The skeletons of the upcasters that are missing, and of their tests: each throws until somebody says what becomes of the
 * old events. The test is fed with the example that the catalog has kept.
 *
 * @throws TargetUnknown a type was removed, and nothing says what has taken its place
 * @throws NoPlaceForUpcaster the source of the class was not found
 */
export function scaffold(comparison: CatalogComparison, options: ScaffoldOptions = {}): readonly ScaffoldedFile[] {
  const missing = new Map<string, { readonly upcaster: MissingUpcaster; readonly reasons: string[] }>();
  for (const { missing: upcaster, text, accepted } of comparison.findings) {
    if (upcaster === undefined || accepted !== undefined) continue;
    const key = `${upcaster.from.version} ${upcaster.from.type}`;
    const known = missing.get(key) ?? { upcaster, reasons: [] };
    known.reasons.push(text.replace(/ (?:Give the class|The upcaster).*$/s, ''));
    missing.set(key, known);
  }
  return [...missing.values()]
    .filter(({ upcaster }) => options.type === undefined || upcaster.from.type === options.type)
    .flatMap(({ upcaster, reasons }) => filesOf(upcaster, reasons, comparison, options));
}

function filesOf(
  upcaster: MissingUpcaster,
  reasons: readonly string[],
  comparison: CatalogComparison,
  { to, folder, ending = '.js' }: ScaffoldOptions,
): readonly ScaffoldedFile[] {
  const target = targetOf(upcaster, comparison, to);
  const { file } = target.event;
  if (file === undefined) throw new NoPlaceForUpcaster(target.event.definition.type);
  const place = folder ?? dirname(file);
  const name = `${pascal(upcaster.name)}V${upcaster.from.version}To${nextName(upcaster, target)}`;
  const path = join(place, kebab(name));
  const imported = `./${relative(place, file).replace(/\.[cm]?ts$/, '')}${ending}`.replace('./../', '../');
  return [
    { path: `${path}.ts`, text: upcasterText(name, upcaster, target, reasons, imported) },
    { path: `${path}.spec.ts`, text: testText(name, upcaster, target, comparison, `./${kebab(name)}${ending}`) },
  ];
}

function targetOf({ from, to }: MissingUpcaster, { described, committed }: CatalogComparison, named?: string): Target {
  const known = new Set(committed?.events.filter(({ version }) => version !== null).map(({ type }) => type));
  const own = described.find(({ definition }) => definition.type === from.type);
  if (own !== undefined && to !== undefined) return { event: own, version: to };
  const fresh = described.filter(({ definition: { type } }) =>
    named === undefined ? !known.has(type) : type === named,
  );
  const [event, ...others] = fresh;
  if (event === undefined || others.length > 0) {
    throw new TargetUnknown(
      from.type,
      fresh.map(({ definition }) => definition.type),
    );
  }
  return { event, version: event.definition.schemaVersion };
}

function upcasterText(
  name: string,
  { from }: MissingUpcaster,
  { event, version }: Target,
  reasons: readonly string[],
  imported: string,
): string {
  const { type } = event.definition;
  const isRenamed = from.type !== type;
  const stored = isRenamed ? `'${from.type}'` : event.name;
  const to = isRenamed ? `{ event: ${event.name}, version: ${version} }` : String(version);
  const becomes = isRenamed ? `"${type}" ${version}` : `version ${version}`;
  return `import { type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { ${event.name} } from '${imported}';

/** Lifts version ${from.version} of "${from.type}" to ${becomes}. */
@Upcaster({ event: ${stored}, from: ${from.version}, to: ${to} })
export class ${name} implements Upcasts {
  upcast(data: JsonObject): JsonObject {
${reasons.map((reason) => `    // ${reason}`).join('\n')}
    throw new Error(\`Say what becomes of \${Object.keys(data).join(', ')}, and return it.\`);
  }
}
`;
}

function testText(
  name: string,
  { from }: MissingUpcaster,
  target: Target,
  { committed }: CatalogComparison,
  imported: string,
): string {
  const stored = committed?.events.find(({ type }) => type === from.type);
  const [example = {}] = stored?.versions.find(({ version }) => version === from.version)?.examples ?? [];
  const title = `version ${from.version} of ${from.type} is read as version ${target.version} of ${target.event.definition.type}`;
  return `import { upcasting } from '${testingKit}';
import { test } from '@jest/globals';
import { ${name} } from '${imported}';

test('${title}', () => {
  upcasting(${name}).lifts(${literal(example)}).to(${literal(expectedOf(example, target))});
});
`;
}

/** What may come of an example: its fields as far as they fit, and made ones for the others. To be corrected by its author. */
function expectedOf(example: JsonObject, { event: { schema } }: Target): JsonObject {
  const made = exampleOfSchema(schema);
  return Object.fromEntries(
    Object.entries(made)
      .filter(([field]) => field in example || schema.required?.includes(field))
      .map(([field, value]): [string, JsonValue] => {
        const kept = example[field];
        const own = schema.properties?.[field] ?? {};
        return [field, kept !== undefined && misfitsOf(kept, own, schema).length === 0 ? kept : value];
      }),
  );
}

function nextName({ from }: MissingUpcaster, { event, version }: Target): string {
  return event.definition.type === from.type ? `V${version}` : `${pascal(event.name)}V${version}`;
}

/** A value as its author would write it. */
function literal(value: JsonValue): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:')
    .replaceAll('\n', '\n  ');
}

function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
