import type { Actor } from '@lienthong/access';
import { Controller, Get, Header, Param, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import { AnswersVersion, list, map, moment, object, oneOf, Refuses, text, whole, type Schema } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { GetDeadlines } from './get-deadlines.query';

const date: Schema = { type: 'string', format: 'date', example: '2026-10-26' };
const bilingual: Schema = object({ vi: text, en: text });

const day: Schema = object(
  {
    date,
    counted: { type: 'boolean' },
    why: oneOf('working-day', 'weekly-day-off', 'holiday', 'compensation-day', 'working-saturday', 'after-cut-off', 'paused', 'moved'),
  },
  { number: whole, name: bilingual },
);

const legal: Schema = object({
  startsOn: date,
  due: moment,
  limit: object({}, { workingDays: whole, days: whole }),
  calendar: object({ name: text, version: date, digest: text, receptionCutOff: text }),
  days: list(day),
});

const deadline: Schema = object(
  {
    of: { type: 'string', description: '`dossier`, or the key of a procedure' },
    state: oneOf('running', 'paused', 'ended'),
    because: oneOf('started', 'resumed', 'verification'),
    setAt: moment,
    legal,
    promised: moment,
    explanation: object({ vi: list(text), en: list(text) }),
  },
  { missed: moment },
);

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class GetDeadlinesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/deadlines')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'What is due when, counted day by day, and with whom the dossier lay' })
  @AnswersVersion(
    200,
    object(
      {
        id: text,
        revision: whole,
        position: text,
        deadlines: list(deadline),
        pauses: list(object({ from: moment }, { of: text, until: moment })),
        time: { ...map(whole), description: 'Milliseconds by holder' },
      },
      { holder: text },
    ),
    'The deadlines as they were set last',
  )
  @Refuses('actor-required', 'dossier-not-found')
  deadlines(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor) {
    return this.queries.execute(new GetDeadlines(id));
  }
}
