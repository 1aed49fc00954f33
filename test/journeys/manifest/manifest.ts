import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readYaml, type Yaml, type YamlMap } from './plain-yaml.js';

const folder = new URL('../../../docs/guides/kubernetes/', import.meta.url);

/** All objects of the guide's manifest. */
export function committedManifest(): readonly YamlMap[] {
  return readdirSync(fileURLToPath(folder))
    .sort()
    .flatMap((file) => readYaml(readFileSync(new URL(file, folder), 'utf8'), file));
}

/** What lies at a path of keys and places; undefined where there is nothing. */
export function at(value: Yaml | undefined, ...path: readonly (string | number)[]): Yaml | undefined {
  const [first, ...rest] = path;
  if (first === undefined || value === undefined) return value;
  if (typeof value !== 'object') return undefined;
  return at((value as Readonly<Record<string | number, Yaml>>)[first], ...rest);
}

export function ofKind(manifest: readonly YamlMap[], kind: string): YamlMap {
  const found = manifest.find((object) => object['kind'] === kind);
  if (found === undefined) throw new Error(`There is no ${kind}.`);
  return found;
}

/** The container of a Job or a Deployment. */
export function containerOf(workload: YamlMap): YamlMap {
  return at(workload, 'spec', 'template', 'spec', 'containers', 0) as YamlMap;
}

/** The environment that a container gets; a secret is asked for by name and key. */
export function environmentOf(container: YamlMap, secret: (reference: string) => string): Record<string, string> {
  const variables = (at(container, 'env') ?? []) as readonly YamlMap[];
  return Object.fromEntries(
    variables.map((variable) => {
      const { name, value } = variable;
      const reference = at(variable, 'valueFrom', 'secretKeyRef') as YamlMap | undefined;
      const given = reference ? secret(`${reference['name'] as string}/${reference['key'] as string}`) : value;
      if (typeof given !== 'string') throw new Error(`${name as string} is no text; Kubernetes refuses it.`);
      return [name as string, given];
    }),
  );
}
