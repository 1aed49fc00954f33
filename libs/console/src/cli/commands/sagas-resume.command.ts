import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const sagasResumeCommand: CommandDescription = {
  name: 'sagas resume',
  parameters: '<saga>',
  summary: 'Let a saga go on that was paused, or whose reader has stopped by itself',
  notes: ['Deadlines that fell due meanwhile fire now. Exit code 1 says that no process has run it yet.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const saga = given.only('saga');
    const told = await (await application.open()).sagas.resume(saga);
    if (given.has('json')) output.json(told);
    else output.line(told.isOnRecord ? `Resumed: ${saga}` : `No process has run ${saga} yet.`);
    return told.isOnRecord ? 0 : 1;
  },
};
