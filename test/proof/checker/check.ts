import { readHistory } from '../history/read-history.js';
import { Database } from './database.js';
import { excerptOf, toldOf } from './excerpt.js';
import { words } from './invariant.js';
import { Judging } from './judging.js';
import { type Verdict, verdictOf } from './verdict.js';

/** What is judged. */
export interface Checking {
  /** Where the histories are, one for each life of a process. */
  readonly folder: string;
  /** The database, as somebody who may read everything. */
  readonly url: string;
  /** From which the run followed, to be named in the verdict. */
  readonly seed?: number | undefined;
}

/**
 * Judges a run by its history and by what is in its database, read past the library in one snapshot. The log is held in
 * memory, by columns, at some 400 bytes an event, and the histories are read line by line: two million events that were
 * met ten million times take a gigabyte, and half a minute.
 */
export async function check({ folder, url, seed }: Checking): Promise<Verdict> {
  const database = await Database.open(url);
  const { log, judging } = await read(database).finally(() => database.close());
  for (const line of readHistory(folder)) judging.hear(line);
  const judgement = judging.judge();
  const { findings } = judgement;
  const told = toldOf(new Set(findings.flatMap(({ calls = [] }) => calls)), readHistory(folder));
  const found = findings.map((finding) => ({
    invariant: words[finding.word],
    word: finding.word,
    text: finding.text,
    excerpt: excerptOf(finding, log, told),
  }));
  return verdictOf(judgement, found, seed);
}

async function read(database: Database) {
  const log = await database.log();
  const judging = new Judging(log, await database.standing());
  for await (const row of database.entries()) judging.row(row);
  return { log, judging };
}
