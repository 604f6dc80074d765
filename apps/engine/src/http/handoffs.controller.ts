import { allow, type Actor } from '@lienthong/access';
import { CurrentActor } from '@lienthong/dossier';
import { HandoffList, type HandoffGroup } from '@lienthong/read-models';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

const GROUPS: readonly HandoffGroup[] = ['open', 'pending', 'in-flight', 'parked', 'settled'];

export class ListHandoffsDto {
  @ApiPropertyOptional({ enum: GROUPS, default: 'open', description: 'Which handoffs; open: all that is not done' })
  @IsOptional()
  @IsIn(GROUPS)
  readonly group?: HandoffGroup;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit?: number;
}

@ApiTags('handoffs')
@Controller('handoffs')
export class HandoffsController {
  constructor(private readonly handoffs: HandoffList) {}

  @Get()
  @ApiOperation({ summary: 'Handoffs, those that have stood still the longest first' })
  async list(@Query() query: ListHandoffsDto, @CurrentActor() actor: Actor) {
    allow(actor, 'officer', 'operator');
    return { handoffs: await this.handoffs.list(query) };
  }
}
