import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GiveBackLocker } from './give-back-locker';
import { Locker } from './locker';
import { RentLocker } from './rent-locker';
import { Rental } from './rental.body';

@Controller('lockers/:id')
export class LockersController {
  constructor(
    private readonly commands: CommandBus,
    @InjectAggregateRepository(Locker) private readonly lockers: AggregateRepository<Locker>,
  ) {}

  @Put('rental')
  @ApiProblems({ 422: '`locker-must-be-free`' }, { body: true })
  rent(@Param('id') id: string, @Body() { tenant, size }: Rental): Promise<{ version: number }> {
    return this.commands.execute(new RentLocker(id, tenant, size));
  }

  @Delete('rental')
  @ApiProblems({ 404: 'Nobody has ever rented the locker' })
  giveBack(@Param('id') id: string): Promise<{ version: number }> {
    return this.commands.execute(new GiveBackLocker(id));
  }

  @Get()
  @ApiProblems({ 404: 'Nobody has ever rented the locker' })
  async show(@Param('id') id: string): Promise<{ tenant: string | null; version: number }> {
    const { tenant, version } = await this.lockers.load(id);
    return { tenant: tenant ?? null, version };
  }
}
