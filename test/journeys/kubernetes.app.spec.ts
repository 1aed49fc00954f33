import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HarbourProcess } from './harbour-process.js';
import { manifestComplaints } from './manifest/manifest-complaints.js';
import { at, committedManifest, containerOf, environmentOf, ofKind } from './manifest/manifest.js';
import { readYaml, type YamlMap } from './manifest/plain-yaml.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const manifest = committedManifest();
const deployment = ofKind(manifest, 'Deployment');

describe('The manifest of the guide', () => {
  test('says nothing that is not so in Harbour', () => {
    expect(manifestComplaints(manifest)).toEqual([]);
  });

  const mistakes: [string, string, string, RegExp][] = [
    ['a probe of another path', '"/health/ready"', '"/healthz"', /readinessProbe does not ask/],
    ['liveness that asks the database', '"/health/live"', '"/health"', /livenessProbe does not ask/],
    ['another port', '"containerPort":3000', '"containerPort":8080', /not PORT/],
    ['a setting that nobody reads', '"DATABASE_URL"', '"DB_URL"', /does not read DB_URL/],
    ['a program that is not there', 'dist/main.js', 'dist/server.js', /server\.js is no program/],
    [
      'a grace that is too short',
      '"terminationGracePeriodSeconds":40',
      '"terminationGracePeriodSeconds":15',
      /15 s are/,
    ],
    ['no preStop', '"preStop"', '"postStart"', /no preStop/],
    ['readiness in too much of a hurry', '"timeoutSeconds":3', '"timeoutSeconds":1', /gives up before/],
    ['a selector of another application', '"selector":{"app":"harbour"}', '"selector":{"app":"pier"}', /other pods/],
  ];
  test.each(mistakes)('is found out with %s', (_mistake, right, wrong, complaint) => {
    const text = JSON.stringify(manifest);
    expect(text).toContain(right);
    const changed = JSON.parse(text.replaceAll(right, wrong)) as YamlMap[];
    expect(manifestComplaints(changed)).toContainEqual(expect.stringMatching(complaint));
  });

  test('is read strictly: what is not known here is refused', () => {
    for (const text of [
      'a: yes',
      'a: [1]',
      'a: &b c',
      'a: |\n  b',
      'a:\n   b: 1',
      'a: 1\na: 2',
      'a: b # c',
      'a: 0.5',
    ]) {
      expect(() => readYaml(text, 'x.yaml')).toThrow(/^x\.yaml:\d/);
    }
    expect(readYaml('a:\n  - b: 1\n    c: "2"\n  - d\n---\ne: f/g:1', 'x')).toEqual([
      { a: [{ b: 1, c: '2' }, 'd'] },
      { e: 'f/g:1' },
    ]);
  });
});

/** What a kubelet makes of it: it gives up when as many probes in a row have failed as the manifest says. */
async function probed(url: string, timeoutMs: number, threshold: number): Promise<number | string> {
  for (let failures = 1; ; failures++) {
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
      if (status === 200 || failures === threshold) return status;
    } catch (error) {
      if (failures === threshold) return String(error);
    }
  }
}

describe('In the order of the guide', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrate: () => Promise.resolve() });
  });
  afterAll(async () => {
    await HarbourProcess.killAll();
    await database.drop();
  });

  function environment(container: YamlMap): Record<string, string> {
    const secrets: Readonly<Record<string, string>> = {
      'harbour-database/url': database.applicationUrl,
      'harbour-database-owner/url': database.url,
    };
    return environmentOf(container, (reference) => secrets[reference] ?? `no secret ${reference}`);
  }

  /** With the variables of the manifest, and nothing of ours but where programs are. */
  async function runToEnd(container: YamlMap): Promise<{ readonly code: number | null; readonly output: string }> {
    const [, ...args] = at(container, 'command') as readonly string[];
    const env = { PATH: process.env['PATH'], ...environment(container) };
    const child = spawn(process.execPath, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  }

  /** On a port that is free here; all else as it stands in the manifest. */
  function startHarbour(): HarbourProcess {
    const [program, ...args] = at(containerOf(deployment), 'command') as readonly [string, ...string[]];
    const settings = { ...environment(containerOf(deployment)), PORT: '0' };
    return new HarbourProcess('unused', settings, [program === 'node' ? process.execPath : program, ...args]);
  }

  test('the application does not start before the job has run, and says what is missing', async () => {
    const harbour = startHarbour();
    expect(await harbour.exit).toBe(1);
    expect(harbour.output).toMatch(/schema is not up to date.*daybook.*lacks migrations\/0000/);
  });

  test('the job migrates, and finds nothing to do when it is run again', async () => {
    const job = containerOf(ofKind(manifest, 'Job'));
    const first = await runToEnd(job);
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/migrations\/0000/) });
    expect(await runToEnd(job)).toMatchObject({ code: 0, output: expect.stringMatching(/up to date/) });
  });

  test('the application starts as its own role, answers each probe in time, and ends in time with 0', async () => {
    const harbour = startHarbour();
    const address = await harbour.address();
    const container = containerOf(deployment);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const path = at(container, probe, 'httpGet', 'path') as string;
      const seconds = Number(at(container, probe, 'timeoutSeconds') ?? 1);
      const threshold = Number(at(container, probe, 'failureThreshold') ?? 3);
      expect([probe, await probed(`${address}${path}`, seconds * 1000, threshold)]).toEqual([probe, 200]);
    }
    const begun = performance.now();
    harbour.signal('SIGTERM');
    expect(await harbour.exit).toBe(0);
    const grace = Number(at(deployment, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds'));
    expect(performance.now() - begun).toBeLessThan(grace * 1000);
  });
});
