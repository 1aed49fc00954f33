import 'reflect-metadata';

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedDatabase } from '../../../src/embedded-database.js';
import { answersOfHarbour } from './answers-of-harbour.js';
import { rowsOfStore } from './rows-of-store.js';
import { StartedHarbour } from './started-harbour.js';
import { tellStory } from './story.js';

// Run within the sources of a release, by make.cli.ts: what is kept is what that release writes and answers.
const [release = '', opensWithDeposit = '', rowsFile = '', answersFile = ''] = process.argv.slice(2);

const folder = await mkdtemp(join(tmpdir(), 'daybook-earlier-shapes-'));
const opened = await new EmbeddedDatabase(folder).start();
try {
  const harbour = await StartedHarbour.on(opened.url);
  try {
    await tellStory(harbour, opensWithDeposit === 'yes');
    const rows = await rowsOfStore(opened.ownerUrl);
    const answers = await answersOfHarbour(harbour, rows);
    await writeFile(rowsFile, `${rows.join('\n')}\n`);
    await writeFile(answersFile, `${answers.map((answer) => JSON.stringify(answer)).join('\n')}\n`);
    console.log(`${release}: ${rows.length} rows and ${answers.length} answers are kept.`);
  } finally {
    await harbour.app.close();
  }
} finally {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
}
