import { answering } from '../run/worker-process.js';
import { fulfillingApplication } from './fulfilling-application.js';
import { nowMicros } from './step-times.js';

// The main file of a process that runs the saga, and carries out its commands.
const [url = ''] = process.argv.slice(2);
const application = await fulfillingApplication(url);
answering({
  clock: nowMicros,
  fulfilled: () => application.times.ordersWith(6),
  times: () => application.times.take(),
  end: () => application.close(),
});
