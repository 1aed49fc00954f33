import type { Story } from './story.js';

interface Script {
  readonly saga: 'proof-moves' | 'proof-orders';
  readonly status: 'completed' | 'compensated';
  /** In the order of their numbers: command, and what has become of it. */
  readonly steps: readonly string[];
  /** In the order of positions. */
  readonly effects: readonly string[];
  /** By which deadline which step was taken. */
  readonly deadline?: readonly [name: string, command: string];
}

const held = ['reserve done', 'give-items-back done', 'hold done', 'give-coins-back done'];

const scripts = {
  moved: {
    ...{ saga: 'proof-moves', status: 'completed' },
    steps: ['withdraw done', 'return cancelled', 'deposit done'],
    effects: ['withdrawn', 'deposited'],
  },
  begun: {
    ...{ saga: 'proof-moves', status: 'completed', deadline: ['begin', 'withdraw'] },
    steps: ['withdraw done', 'return cancelled', 'deposit done'],
    effects: ['withdrawn', 'deposited'],
  },
  'not-covered': { saga: 'proof-moves', status: 'completed', steps: ['withdraw refused'], effects: [] },
  returned: {
    ...{ saga: 'proof-moves', status: 'compensated' },
    steps: ['withdraw done', 'return done', 'deposit refused'],
    effects: ['withdrawn', 'returned'],
  },
  shipped: {
    ...{ saga: 'proof-orders', status: 'completed' },
    steps: [
      ...['reserve done', 'give-items-back cancelled', 'hold done', 'give-coins-back cancelled'],
      ...['capture done', 'ship done'],
    ],
    effects: ['reserved', 'held', 'captured', 'shipped'],
  },
  'not-there': { saga: 'proof-orders', status: 'compensated', steps: ['reserve refused'], effects: [] },
  'let-go': {
    ...{ saga: 'proof-orders', status: 'compensated' },
    steps: [...held, 'capture refused'],
    effects: ['reserved', 'held', 'let-go', 'released'],
  },
  refunded: {
    ...{ saga: 'proof-orders', status: 'compensated' },
    steps: [...held, 'capture done', 'ship refused'],
    effects: ['reserved', 'held', 'captured', 'refunded', 'released'],
  },
  'taken-back': {
    ...{ saga: 'proof-orders', status: 'compensated' },
    steps: [...held, 'capture done', 'ship done'],
    effects: ['reserved', 'held', 'captured', 'shipped', 'refunded', 'taken-back'],
  },
  late: {
    ...{ saga: 'proof-orders', status: 'compensated', deadline: ['shipped', 'note-late'] },
    steps: [...held, 'note-late done'],
    effects: ['reserved', 'held', 'noted-late', 'let-go', 'released'],
  },
} as const satisfies Record<string, Script>;

export type Ending = keyof typeof scripts;

/** All ways in which an instance may end. */
export const endings = Object.keys(scripts) as readonly Ending[];

const move = { from: '1', to: '2', coins: 3, afterMs: null };
const order = { purse: '1', coins: 4, shelf: '1', items: 2, waits: false, withinMs: 1_000 };

/** Coins and items for all that follows. */
export function supply(story: Story): Story {
  return story
    .note('purses', { 'purse-1': 1 }, { as: { type: 'proof.supplied', coins: 1_000 } })
    .note('shelves', { 'shelf-1': 1 }, { as: { type: 'proof.supplied', coins: 1_000 } });
}

/** Something that a saga sees to, as it should. */
export function undertake(
  story: Story,
  key: string,
  ending: Ending,
  { sentAgain = false }: { readonly sentAgain?: boolean } = {},
): Story {
  const script: Script = scripts[ending];
  const { saga, status, deadline } = script;
  const isMove = saga === 'proof-moves';
  const type = isMove ? 'proof.move-asked' : 'proof.order-submitted';
  const stream = `${isMove ? 'move' : 'order'}-${key}`;
  story.note(key, { [stream]: 1 }, { expected: 'noStream', as: { type, asked: isMove ? move : order } });
  story.instances.push({ saga, key, status, failure: null, deadlines: [] });
  for (const [index, step] of script.steps.entries()) {
    const [command = '', is = ''] = step.split(' ');
    const kind = /return|give|late/.test(command) ? 'compensation' : 'command';
    const by = deadline?.[1] === command ? deadline[0] : undefined;
    const wasSent = is === 'done' || is === 'refused';
    const attempts = wasSent ? (sentAgain ? 2 : 1) : 0;
    for (let time = 0; time < attempts; time++) story.say({ word: 'sent', of: key, type: `proof.${command}` });
    story.steps.push({
      saga,
      key,
      number: index + 1,
      kind,
      type: `proof.${command}`,
      status: is,
      attempts,
      deadline: by,
    });
  }
  for (const effect of script.effects) takeEffect(story, key, effect);
  return story;
}

/** What comes of a command of an instance. */
export function takeEffect(story: Story, of: string, effect: string): void {
  const type = `proof.${effect}`;
  if (effect === 'noted-late') story.place({ stream: `order-${of}`, type, of });
  else if (/reserved|shipped|released|taken/.test(effect))
    story.place({ stream: 'shelf-1', type, of, coins: order.items });
  else if (/drawn|returned/.test(effect)) story.place({ stream: 'purse-1', type, of, coins: move.coins });
  else if (effect === 'deposited') story.place({ stream: 'purse-2', type, of, coins: move.coins });
  else story.place({ stream: 'purse-1', type, of, coins: order.coins });
}
