import { historyScenarios } from './example/history.scenarios.js';
import { runningScenarios } from './example/running.scenarios.js';

const place = async () => ({ url: undefined, drop: async () => undefined });

runningScenarios('in memory', place);
historyScenarios('in memory', place);
