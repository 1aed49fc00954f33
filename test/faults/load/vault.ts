import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  DomainEvent,
  EncodedBy,
  EventType,
  On,
  setOf,
} from '@daybook/domain';

@EventType('vault.opened')
export class VaultOpened extends DomainEvent<'vault.opened'> {
  readonly limit!: number;
}

@EventType('vault.credited')
export class VaultCredited extends DomainEvent<'vault.credited'> {
  readonly amount!: number;
  readonly notes!: readonly string[];
  @EncodedBy(setOf<string>()) readonly tags!: ReadonlySet<string>;
}

@EventType('vault.debited')
export class VaultDebited extends DomainEvent<'vault.debited'> {
  readonly amount!: number;
}

@EventType('vault.frozen')
export class VaultFrozen extends DomainEvent<'vault.frozen'> {}

@EventType('vault.thawed')
export class VaultThawed extends DomainEvent<'vault.thawed'> {}

/** An aggregate with rules that depend on all that has happened, commands with nothing to do, and state of all kinds. */
@Aggregate('vault')
export class Vault extends AggregateRoot {
  limit = 0;
  balance = 0;
  frozen = false;
  notes: readonly string[] = [];
  tags = new Set<string>();
  changedAt = new Date(0);

  open(limit: number): void {
    this.must(this.limit === 0, 'vault-must-be-new');
    this.apply(VaultOpened.of({ limit }));
  }

  /** Two facts, if it is large. */
  credit(amount: number): void {
    this.must(!this.frozen, 'vault-must-not-be-frozen');
    this.must(this.balance + amount <= this.limit, 'limit-must-hold');
    const parts = amount > 50 ? [50, amount - 50] : [amount];
    for (const part of parts) {
      this.apply(VaultCredited.of({ amount: part, notes: [`credit ${part}`], tags: new Set([`t${part % 7}`]) }));
    }
  }

  debit(amount: number): void {
    this.must(!this.frozen, 'vault-must-not-be-frozen');
    this.must(amount <= this.balance, 'balance-must-cover');
    this.apply(VaultDebited.of({ amount }));
  }

  freeze(): void {
    if (!this.frozen) this.apply(VaultFrozen.of());
  }

  thaw(): void {
    if (this.frozen) this.apply(VaultThawed.of());
  }

  private must(holds: boolean, code: string): void {
    this.enforce({ code, holds, message: 'The vault does not allow it.' });
  }

  @On(VaultOpened) protected opened(event: VaultOpened, { occurredAt }: AppliedMetadata): void {
    this.limit = event.limit;
    this.changedAt = occurredAt;
  }

  @On(VaultCredited) protected credited(event: VaultCredited, { occurredAt }: AppliedMetadata): void {
    this.balance += event.amount;
    this.notes = event.notes;
    this.tags = new Set([...this.tags, ...event.tags]);
    this.changedAt = occurredAt;
  }

  @On(VaultDebited) protected debited(event: VaultDebited, { occurredAt }: AppliedMetadata): void {
    this.balance -= event.amount;
    this.changedAt = occurredAt;
  }

  @On(VaultFrozen, VaultThawed)
  protected turned(event: VaultFrozen | VaultThawed, { occurredAt }: AppliedMetadata): void {
    this.frozen = event instanceof VaultFrozen;
    this.changedAt = occurredAt;
  }
}
