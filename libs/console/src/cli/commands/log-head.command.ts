import { headOfLog } from '../../operations/log/head-of-log.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const logHeadCommand: CommandDescription = {
  name: 'log head',
  summary: 'Print the position of the last event that a reader of the log can see; 0 if there is none',
  options: jsonOption,
  async run({ given, application, output }) {
    const { store } = await application.open();
    const head = await headOfLog(store);
    if (given.has('json')) output.json(head);
    else output.line(String(head.position));
    return 0;
  },
};
