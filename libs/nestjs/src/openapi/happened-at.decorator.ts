import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIsoDate } from '../http/is-iso-date.decorator.js';
import { IsNotAhead } from '../http/is-not-ahead.decorator.js';
import { MayBeAbsent } from '../http/may-be-absent.decorator.js';

/**
 * The field of a body says when the thing happened in the world; whoever leaves it out means now. It does not
 * lie ahead: what is believed of the future would end what holds, and keep for ever what waits. A time up to five minutes ahead of the
 * application's clock is taken, because clocks differ; `configureHttp(app, { aheadMs })` says otherwise. Commands in
 * code are not judged by it.
 *
 * @example @HappenedAt() readonly occurredAt?: Date;
 */
export function HappenedAt(): PropertyDecorator {
  const documentation = ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description:
      'When it happened: an ISO 8601 date (midnight UTC), or a date-time with a zone. Default: now. ' +
      'Refused if it lies further ahead than clocks differ (five minutes, unless the server says otherwise)',
    example: '2026-02-01',
  });
  return applyDecorators(documentation, MayBeAbsent(), IsIsoDate(), IsNotAhead());
}
