import { EventStore } from '@daybook/event-store';
import { ApiProblems } from '@daybook/nestjs/openapi';
import { Controller, Get } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

/** How long the store may take to answer before it counts as down. */
const storeWithinMs = 2_000;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly store: EventStore,
  ) {}

  @Get()
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  @ApiOperation({ summary: 'Says whether the event store answers' })
  @ApiProblems({ 503: 'The event store does not answer; `details` says what is known of it' })
  check(): Promise<HealthCheckResult> {
    return this.health.check([
      () =>
        this.indicators
          .check('event-store')
          .attempt(async () => ({ head: await this.store.head() }))
          .withTimeout(storeWithinMs),
    ]);
  }
}
