import { answering } from '../run/worker-process.js';
import { balancesOf } from './balances.js';
import { projectingApplication } from './projecting-application.js';

// The main file of a process that does nothing but project.
const [url = '', number, batch, segments] = process.argv.slice(2);
const balances = balancesOf(Number(number), { batch: Number(batch), segments: Number(segments) });
const application = await projectingApplication(url, balances);
answering({ end: () => application.close() });
