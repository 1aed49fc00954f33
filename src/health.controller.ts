import { EventStore, type HeldFloor, PostgresEventStore } from '@daybook/event-store';
import { DaybookHealth, type Degradation, type Liveness, type Readiness, SubscriptionHealth } from '@daybook/nestjs';
import { ApiProblems } from '@daybook/nestjs/openapi';
import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

/** How long the store may take to answer before it counts as down. */
const storeWithinMs = 2_000;
/** From when on an append in flight is worth a look: readers of the log wait for it. */
const overdueMs = 10_000;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly store: EventStore,
    private readonly daybook: DaybookHealth,
    private readonly subscriptions: SubscriptionHealth,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Says that the process can answer; asks nothing else' })
  live(): Liveness {
    return this.daybook.live();
  }

  @Get('ready')
  @ApiOperation({ summary: 'Says whether the process should be sent requests' })
  @ApiProblems({ 503: 'It should not; `reasons` says why, and what to do' })
  async ready(): Promise<Readiness> {
    const readiness = await this.daybook.ready({ withinMs: storeWithinMs });
    if (readiness.status === 'down') throw new ServiceUnavailableException(readiness);
    return readiness;
  }

  @Get()
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  @ApiOperation({ summary: 'Says whether the event store answers, and how projections and reactions are' })
  @ApiProblems({ 503: 'The event store does not answer; `details` says what is known of it' })
  check(): Promise<HealthCheckResult> {
    return this.health.check([
      () =>
        this.indicators
          .check('event-store')
          .attempt(() => this.#stateOfStore())
          .withTimeout(storeWithinMs),
      () =>
        this.indicators
          .check('subscriptions')
          .attempt(() => this.#stateOfSubscriptions())
          .withTimeout(storeWithinMs),
    ]);
  }

  /** What lags, is parked or has stopped is named, but takes nothing down either. */
  async #stateOfSubscriptions(): Promise<{ state: 'up' | 'degraded'; degradations?: readonly Degradation[] }> {
    const { status: state, degradations } = await this.subscriptions.check();
    return state === 'up' ? { state } : { state, degradations };
  }

  /** An append that stays open is named, but takes nothing down: the store takes appends and answers as before. */
  async #stateOfStore(): Promise<{ head: number; heldFloors?: readonly HeldFloor[] }> {
    const head = await this.store.head();
    const floors = this.store instanceof PostgresEventStore ? await this.store.heldFloors() : [];
    const heldFloors = floors.filter(({ ageMs = overdueMs }) => ageMs >= overdueMs);
    return heldFloors.length === 0 ? { head } : { head, heldFloors };
  }
}
