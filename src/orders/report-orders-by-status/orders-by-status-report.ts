import { ApiProperty } from '@nestjs/swagger';

const count = (description: string) => ({ type: 'integer', minimum: 0, description, example: 1 }) as const;
const ofOurs = (description: string) => ({
  ...count(`${description}; left out where there are none`),
  required: false,
});

/** How many orders stand where, in the words of the marketplaces that Harbour takes orders over from. */
export class OrdersByStatusReport {
  @ApiProperty(count('The customer has the goods'))
  readonly delivered!: number;
  @ApiProperty(count('Handed over to the carrier'))
  readonly shipped!: number;
  @ApiProperty(count('Called off'))
  readonly canceled!: number;
  @ApiProperty(count('The goods could not be had'))
  readonly unavailable!: number;
  @ApiProperty(count('Paid, and being got ready'))
  readonly processing!: number;
  @ApiProperty(count('Paid, and the invoice is written'))
  readonly invoiced!: number;
  @ApiProperty(ofOurs('Not submitted yet'))
  readonly cart?: number;
  @ApiProperty(ofOurs('Not submitted, and left for a day'))
  readonly abandoned?: number;
  @ApiProperty(ofOurs('Submitted, and not paid yet'))
  readonly submitted?: number;
  @ApiProperty(ofOurs('Delivered, and sent back'))
  readonly returned?: number;
}
