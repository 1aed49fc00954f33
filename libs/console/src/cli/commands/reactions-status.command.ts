import { operatedReactions } from '../../operations/reactions/operated-reactions.js';
import { needsCare } from '../../operations/readers/reader-view.js';
import { ReaderNotFound } from '../../operations/readers/reader-not-found.error.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { readerInWords } from '../reader-in-words.js';

/** For so long it is looked how fast readers are. */
const rateOverMs = 500;

export const reactionsStatusCommand: CommandDescription = {
  name: 'reactions status',
  parameters: '[<reaction>]',
  summary: 'Say how the reactions are, and whether somebody has to look at one',
  notes: ['Exit code 1 says that one has stopped, is paused, fails, has parked events, or waits for a release.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.atMostOne('reaction');
    const { statuses, reactions } = await application.open();
    const all = operatedReactions(await statuses.all({ rateOverMs }), reactions);
    const meant = name === undefined ? all : all.filter((reaction) => reaction.name === name);
    if (name !== undefined && meant.length === 0) {
      const known = all.map((reaction) => reaction.name);
      throw new ReaderNotFound(name, known);
    }
    if (given.has('json')) output.json(meant);
    else {
      for (const reaction of meant) {
        output.line(`${reaction.name}${reaction.isKnown ? '' : ', of another release'}`);
        for (const line of reaction.reader === null ? ['new: nobody has run it yet'] : readerInWords(reaction.reader)) {
          output.line(`  ${line}`);
        }
      }
    }
    return meant.some(({ reader }) => reader !== null && needsCare(reader)) ? 1 : 0;
  },
};
