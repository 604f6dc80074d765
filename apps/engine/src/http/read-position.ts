import type { Position } from '@lienthong/event-store';
import { ReadModels, type Page } from '@lienthong/read-models';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';

export const POSITION_HEADER = 'Lienthong-Position';
export const POSITION_EXAMPLE = '00000000000000004711';

/** Of a log in a file, or of one in KurrentDB. */
export const POSITION = /^\d{20}(?:\/\d{20})?$/;

/** What every list takes. */
export class ListDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before; with the same filter' })
  @IsOptional()
  @MaxLength(1000)
  readonly cursor?: string;

  @ApiPropertyOptional({
    example: POSITION_EXAMPLE,
    description: `Answer only once the lists show all up to this position (${POSITION_HEADER} of an answer), or say after some seconds that they do not (503)`,
  })
  @IsOptional()
  @Matches(POSITION)
  readonly after?: string;
}

/** How lists are answered: not before they show what the client has seen, and with the position at which they are true. */
@Injectable()
export class ListAnswer {
  constructor(private readonly models: ReadModels) {}

  async of<Query extends ListDto, Item>(
    { after, ...query }: Query,
    list: (query: Omit<Query, 'after'>) => Promise<Page<Item>>,
    reply: FastifyReply,
  ): Promise<Page<Item>> {
    if (after !== undefined) await this.models.reached(after as Position, { signal: goneSignal(reply) });
    const page = await list(query);
    if (page.position !== undefined) void reply.header(POSITION_HEADER, page.position);
    return page;
  }
}

/** Aborted when the client has gone: nobody waits for an answer any more. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}
