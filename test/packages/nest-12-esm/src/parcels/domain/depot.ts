import { decider, DomainEvent, enforce, EventType } from '@daybook/domain';
import { IsInt, IsPositive } from 'class-validator';

@EventType('depot.filled')
export class DepotFilled extends DomainEvent<'depot.filled'> {
  @IsInt() @IsPositive() readonly parcels!: number;
}

/** Decides by functions, beside the parcels that do by methods. */
export const Depot = decider('depot', {
  initialState: { parcels: 0 },
  events: [DepotFilled],
  decide(command: { readonly parcels: number }, state) {
    enforce({
      code: 'depot-must-hold-them',
      holds: state.parcels + command.parcels <= 10,
      message: 'The depot holds ten parcels.',
    });
    return DepotFilled.of({ parcels: command.parcels });
  },
  evolve: { 'depot.filled': (state, { parcels }) => ({ parcels: state.parcels + parcels }) },
});
export type Depot = InstanceType<typeof Depot>;
