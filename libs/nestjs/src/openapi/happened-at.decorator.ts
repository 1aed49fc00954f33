import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIsoDate } from '../http/is-iso-date.decorator.js';
import { MayBeAbsent } from '../http/may-be-absent.decorator.js';

/**
 * The field of a body says when the thing happened in the world; whoever leaves it out means now.
 *
 * @example @HappenedAt() readonly occurredAt?: Date;
 */
export function HappenedAt(): PropertyDecorator {
  const documentation = ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: 'When it happened: an ISO 8601 date (midnight UTC), or a date-time with a zone. Default: now',
    example: '2026-02-01',
  });
  return applyDecorators(documentation, MayBeAbsent(), IsIsoDate());
}
