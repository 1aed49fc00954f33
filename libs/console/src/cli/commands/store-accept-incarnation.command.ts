import { userInfo } from 'node:os';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const storeAcceptIncarnationCommand: CommandDescription = {
  name: 'store accept-incarnation',
  summary: 'Let those go on who keep positions elsewhere, after a fail-over or a restoration, on record',
  notes: [
    'Look first at what was lost: the refusal of each reader says it, and `store incarnations` when the log was met so. Each',
    'goes on behind the last position that both histories have, and reads nothing of what is no longer there.',
    'A copy of the disk that was put back looks like the server before it: then --lost-after begins the history.',
  ],
  options: {
    reason: { value: '<text>', text: 'why, for the record' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    'lost-after': {
      value: '<position>',
      text: 'the last position up to which the log is as it was. Default: as it was found when it was met',
    },
    ...jsonOption,
  },
  changesSchema: true,
  async run({ given, application, output }) {
    const reason = given.required('reason');
    const by = given.text('by') ?? userInfo().username;
    const lostAfter = given.text('lost-after') === '0' ? 0 : given.count('lost-after');
    const { store } = await application.open();
    const accepted = await store.incarnations.accept({ reason, by, lostAfter });
    if (given.has('json')) output.json(accepted);
    else {
      const { ordinal, begunAfter } = accepted;
      output.line(
        `History ${ordinal} is accepted. Who has read further than position ${begunAfter} goes on behind it.`,
      );
    }
    return 0;
  },
};
