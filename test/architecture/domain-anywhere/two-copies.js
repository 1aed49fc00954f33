// A script, not a module: runs where `first` and `second` are two copies of the library. What a class of one copy has
// been told must be known to the functions of the other, as when a package brings a copy of its own.
class Deposited extends first.DomainEvent {}
first.EventType('account.deposited')(Deposited);

class Money extends first.ValueObject {}
first.StateType('money')(Money);

class Account extends first.AggregateRoot {
  balanceMinor = 0;
  limit = Money.of({ minor: 50 });
  deposit(amountMinor) {
    this.apply(Deposited.of({ amountMinor }));
  }
  deposited(event) {
    this.balanceMinor += event.amountMinor;
  }
}
first.On(Deposited)(Account.prototype, 'deposited');
first.Aggregate('account')(Account);

const decided = second.createAggregate(Account, 'a-1');
second.decide(decided, { now: new Date(0) }, (account) => account.deposit(5));
const [{ event, ...meta }] = second.changesOf(decided);

const read = second.createAggregate(Account, 'a-1');
second.replay(read, second.eventFromJson(second.eventDefinitionOf(Deposited), { amountMinor: 5 }), meta);

const restored = first.createAggregate(Account, 'a-1');
first.restoreState(restored, second.captureState(read), 1);
second.checkAggregate(Account);
const restoredByOther = second.createAggregate(Account, 'a-1');
second.restoreState(restoredByOther, first.captureState(read), 1);

// The union of one copy, in a decider of the other, and the other way round for those who create and replay it.
const schema = { '~standard': { version: 1, vendor: 'script', validate: (value) => ({ value }) } };
const stockEvents = second.unionOf(schema, ['stock.received']);
const StockItem = first.decider('stock', {
  initialState: { onHand: 0 },
  events: stockEvents,
  decide: (quantity) => ({ type: 'stock.received', quantity }),
  evolve: (state, received) => ({ onHand: state.onHand + received.quantity }),
});
second.checkAggregate(StockItem);
const item = second.createAggregate(StockItem, 'pen');
const past = second.asEvent(StockItem, { type: 'stock.received', quantity: 3 });
second.replay(item, past, { eventId: 'e-1', aggregateId: 'pen', version: 1, occurredAt: new Date(0) });
item.decide(1);

const violation = new first.BusinessRuleViolation('account-must-be-open', 'It is closed.');

JSON.stringify({
  balanceMinor: restored.balanceMinor,
  isEvent: second.isDomainEvent(event),
  isInstance: event instanceof second.DomainEvent,
  isViolation: second.isBusinessRuleViolation(violation),
  isLimit: restoredByOther.limit.equals(restored.limit),
  copies: first.installedCopies().length,
  onHand: first.copyAggregate(item).state.onHand,
});
