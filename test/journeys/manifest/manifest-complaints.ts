import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, containerOf, environmentOf, ofKind } from './manifest.js';
import type { YamlMap } from './plain-yaml.js';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
/** How long DaybookModule lets requests be answered, and how long Harbour gives its store, as the manifest relies on it. */
const drainSeconds = 10;
const storeSeconds = 2;
const lastAppendsSeconds = 5;

/** What of a manifest is not so in Harbour, as far as it can be seen without starting it. */
export function manifestComplaints(manifest: readonly YamlMap[]): readonly string[] {
  const deployment = ofKind(manifest, 'Deployment');
  return [
    ...[ofKind(manifest, 'Job'), deployment].flatMap(ofCommandAndSettings),
    ...ofProbes(containerOf(deployment)),
    ...ofTheEnd(deployment),
    ...ofLabels(deployment, ofKind(manifest, 'Service'), ofKind(manifest, 'PodDisruptionBudget')),
  ];
}

function ofCommandAndSettings(workload: YamlMap): readonly string[] {
  const container = containerOf(workload);
  const [program, script] = at(container, 'command') as readonly string[];
  const source = String(script).replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
  const settings = Object.keys(environmentOf(container, () => 'secret'));
  const read = sources();
  return [
    ...(program === 'node' && existsSync(join(project, source)) ? [] : [`${String(script)} is no program of Harbour`]),
    ...settings.filter((name) => !read.includes(`'${name}'`)).map((name) => `Harbour does not read ${name}`),
    ...(at(container, 'resources', 'limits', 'memory') === undefined ? ['no limit of memory'] : []),
  ];
}

function sources(): string {
  const files = readdirSync(join(project, 'src'), { encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(project, 'src', file), 'utf8')).join('\n');
}

function ofProbes(container: YamlMap): readonly string[] {
  const [port] = at(container, 'ports') as readonly YamlMap[];
  const { PORT } = environmentOf(container, () => 'secret');
  const paths = { startupProbe: '/health/live', livenessProbe: '/health/live', readinessProbe: '/health/ready' };
  return [
    ...(port?.['containerPort'] === Number(PORT) ? [] : ['the port of the container is not PORT']),
    ...probes.flatMap((probe) => [
      ...(at(container, probe, 'httpGet', 'path') === paths[probe] ? [] : [`${probe} does not ask ${paths[probe]}`]),
      ...(at(container, probe, 'httpGet', 'port') === port?.['name'] ? [] : [`${probe} asks another port`]),
    ]),
    ...(Number(at(container, 'readinessProbe', 'timeoutSeconds') ?? 1) > storeSeconds
      ? []
      : ['readiness gives up before the store may answer']),
  ];
}

function ofTheEnd(deployment: YamlMap): readonly string[] {
  const grace = Number(at(deployment, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds') ?? 30);
  const preStop = Number(at(containerOf(deployment), 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0);
  return [
    ...(preStop > 0 ? [] : ['no preStop: requests are sent to a process that takes no more']),
    ...(grace >= preStop + drainSeconds + lastAppendsSeconds ? [] : [`${grace} s are too few for the shutdown`]),
  ];
}

function ofLabels(deployment: YamlMap, service: YamlMap, budget: YamlMap): readonly string[] {
  const app = at(deployment, 'spec', 'template', 'metadata', 'labels', 'app');
  const selected = [
    at(deployment, 'spec', 'selector', 'matchLabels', 'app'),
    at(service, 'spec', 'selector', 'app'),
    at(budget, 'spec', 'selector', 'matchLabels', 'app'),
  ];
  const target = at(service, 'spec', 'ports', 0, 'targetPort');
  return [
    ...(selected.every((label) => label === app) ? [] : ['a selector selects other pods']),
    ...(target === at(containerOf(deployment), 'ports', 0, 'name') ? [] : ['the service leads to no port']),
  ];
}
