import { MemoryEventStore, type Lease, type SubscriptionStore } from '@daybook/event-store';

type Change = (right: SubscriptionStore) => Partial<SubscriptionStore>;

/** A store in memory that keeps its subscriptions otherwise than it should. */
function storeWith(change: Change): typeof MemoryEventStore {
  return class extends MemoryEventStore {
    #wrong: SubscriptionStore | undefined;

    override get subscriptions(): SubscriptionStore {
      this.#wrong ??= changed(super.subscriptions, change);
      return this.#wrong;
    }
  };
}

function changed(right: SubscriptionStore, change: Change): SubscriptionStore {
  return new Proxy(right, {
    get(_, name) {
      const deed: unknown = Reflect.get(change(right), name) ?? Reflect.get(right, name);
      return typeof deed === 'function' ? (deed.bind(right) as unknown) : deed;
    },
  });
}

async function asItStands(right: SubscriptionStore, lease: Lease): Promise<Lease> {
  const [status] = await right.status(lease.subscription);
  const { epoch = 0, position = 0 } = status?.segments[lease.segment] ?? {};
  return { ...lease, epoch, position };
}

/** Each breaks one sentence of the port; with it the property of the contract and the test that must be red. */
export const wrongSubscriptionStores = [
  [
    'a fence that does not look at the epoch',
    'an epoch from before is refused',
    storeWith((right) => ({
      advance: async (lease, progress) => {
        const { epoch } = await asItStands(right, lease);
        return right.advance({ ...lease, epoch }, progress);
      },
    })),
  ],
  [
    'a fence that does not look at the checkpoint',
    'another checkpoint is refused',
    storeWith((right) => ({
      advance: async (lease, progress) => {
        const { position } = await asItStands(right, lease);
        return right.advance({ ...lease, position }, progress);
      },
    })),
  ],
  [
    'a claim that takes a lease that stands',
    'a lease that stands is not taken',
    storeWith((right) => ({
      claim: async (process, segments, leaseMs) => {
        const { processes } = await right.beat({ id: process, name: '', runs: [], leaseMs, reports: [] });
        for (const { subscription, segment } of segments) {
          const seen = await right.beat({ id: process, name: '', runs: [subscription], leaseMs, reports: [] });
          const { owner = '', epoch = 0 } = seen.segments[segment] ?? {};
          const lease = { subscription, segment, owner, epoch, segments: processes.length, position: 0 };
          await right.release([lease]);
        }
        return right.claim(process, segments, leaseMs);
      },
    })),
  ],
  [
    'a registration that begins anew',
    'it begins once',
    storeWith((right) => ({
      register: async (wanted) => {
        for (const { name } of wanted) if (name.startsWith('s-')) await right.remove(name);
        await right.register(wanted);
      },
    })),
  ],
  [
    'a commit that forgets what it parked',
    'what a commit parks is found',
    storeWith((right) => ({
      commit: async (lease, work) => right.advance(lease, { position: (await work(undefined)).position }),
    })),
  ],
  [
    'a release that looks at no epoch',
    'a lease from before gives back nothing',
    storeWith((right) => ({
      release: async (leases) => right.release(await Promise.all(leases.map((lease) => asItStands(right, lease)))),
    })),
  ],
  [
    'signs of life that tell only of what one runs',
    'a heartbeat tells of what one holds',
    storeWith((right) => ({
      beat: async (heartbeat) => {
        const { processes, segments } = await right.beat(heartbeat);
        return { processes, segments: segments.filter(({ subscription }) => heartbeat.runs.includes(subscription)) };
      },
    })),
  ],
  [
    'signs of life that tell nothing of what is left to others',
    'what a process leaves to others is told',
    storeWith((right) => ({ beat: ({ declines: _, ...heartbeat }) => right.beat(heartbeat) })),
  ],
  [
    'a filter of whoever came last',
    'a type that a process does not know stays',
    storeWith((right) => ({ register: (wanted) => right.register(wanted) })),
  ],
  [
    'leases that name the types of their own release alone',
    'a lease names the types that are wanted',
    storeWith((right) => ({
      claim: async (...claimed) => (await right.claim(...claimed)).map(({ types: _, ...lease }) => lease),
    })),
  ],
  [
    'a filter that grows behind the back of its reader',
    'who reads without a type',
    storeWith((right) => ({
      advance: async (lease, progress) => {
        const { epoch } = await asItStands(right, lease);
        return right.advance({ ...lease, epoch }, progress);
      },
    })),
  ],
  [
    'a retry that ends for all shares',
    'one share is tried again',
    storeWith((right) => ({
      advance: async (lease, progress) => {
        const unparked = progress.unparked?.flatMap(({ key, position }) =>
          ['0/2', '1/2'].map((share) => ({ key, position, share })),
        );
        return right.advance(lease, { ...progress, unparked });
      },
    })),
  ],
  [
    'a drop of the whole key',
    'what is dropped is on record',
    storeWith((right) => ({ drop: (name, { key }, reason, by) => right.drop(name, { key }, reason, by) })),
  ],
] as const;
