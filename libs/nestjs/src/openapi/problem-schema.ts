import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** How a problem looks in an OpenAPI document. */
@ApiSchema({
  name: 'Problem',
  description: 'What went wrong (RFC 9457). Decide by `code`; further members are its data.',
})
export class ProblemSchema {
  @ApiProperty({ description: 'A URI for the kind of problem', example: 'urn:problem-type:aggregate-not-found' })
  readonly type!: string;
  @ApiProperty({ description: 'The kind of problem in words', example: 'Aggregate not found' })
  readonly title!: string;
  @ApiProperty({ type: 'integer', example: 404 })
  readonly status!: number;
  @ApiProperty({ description: 'Stable, to be branched on', example: 'aggregate-not-found' })
  readonly code!: string;
  @ApiProperty({ description: 'This occurrence in words', required: false })
  readonly detail?: string;
  @ApiProperty({ description: 'The path of the request', required: false, example: '/accounts/alice' })
  readonly instance?: string;
  @ApiProperty({
    description: 'Each wrong field of a malformed request',
    required: false,
    type: 'array',
    items: {
      type: 'object',
      required: ['field', 'message'],
      properties: { field: { type: 'string', example: 'lines.0.amountMinor' }, message: { type: 'string' } },
    },
  })
  readonly errors?: readonly object[];
}
