import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Finding } from './finding.js';
import { run } from './program.js';
import type { Project } from './project.js';

/** Which libs a dependency of the project brings once more, and the script that lives with it. */
interface Duplication {
  readonly script: string;
  readonly libs: readonly string[];
}

const duplications: readonly Duplication[] = [
  { script: 'bank-with-its-own-domain.js', libs: ['domain'] },
  { script: 'bank-with-its-own-everything.js', libs: ['domain', 'event-store', 'nestjs'] },
];

/** Lets a package of the project's bring copies of the libs, and asks a script how the two get on with each other. */
export async function checkDuplicates(project: Project, sources: string): Promise<void> {
  const bank = join(project.folder, 'node_modules/bank');
  await cp(join(sources, 'bank'), bank, { recursive: true });
  for (const { script, libs } of duplications) {
    for (const lib of libs) {
      const copy = join(bank, 'node_modules/@daybook', lib);
      await mkdir(copy, { recursive: true });
      await cp(join(project.folder, 'node_modules/@daybook', lib), copy, { recursive: true });
    }
    await cp(join(sources, script), join(project.folder, script));
    const { stdout } = await run('node', [script], { cwd: project.folder });
    if (stdout.trim() !== 'as it must be') throw new Finding(script, [stdout]);
  }
}
