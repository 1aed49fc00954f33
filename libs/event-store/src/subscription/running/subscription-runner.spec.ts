import { describe, it } from '@jest/globals';
import { MemoryEventStore } from '../../memory/memory-event-store.js';
import { notedCodec } from '../../postgres/example/noted.js';
import { applying } from './example/applying.scenarios.js';
import { fencing } from './example/fencing.scenarios.js';
import { histories } from './example/histories.scenarios.js';
import { leaving } from './example/leaving.scenarios.js';
import { mendedKeys } from './example/mended-keys.scenarios.js';
import { pace } from './example/pace.scenarios.js';
import { parking } from './example/parking.scenarios.js';
import { retries } from './example/retries.scenarios.js';
import { sharing } from './example/sharing.scenarios.js';
import { signsOfLife } from './example/signs-of-life.scenarios.js';
import { Stage } from './example/stage.js';
import { trouble } from './example/trouble.scenarios.js';
import { unclearKeys } from './example/unclear.scenarios.js';

describe('a runner on the store in memory', () => {
  const store = new MemoryEventStore({ codec: notedCodec });
  const stage = new Stage(() => store);
  const scenarios = {
    ...applying,
    ...parking,
    ...retries,
    ...unclearKeys,
    ...mendedKeys,
    ...sharing,
    ...leaving,
    ...histories,
    ...fencing,
    ...trouble,
    ...pace,
    ...signsOfLife,
  };

  for (const [name, scenario] of Object.entries(scenarios)) it(name, () => scenario(stage));
});
