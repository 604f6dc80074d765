import { describeApi } from '@lienthong/dossier';
import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isProblemCode, PROBLEMS } from './problems';

const { Answers, ref, Refuses } = describeApi;

@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get()
  @ApiOperation({ summary: 'Everything that the API refuses, by code, and what to do about it' })
  @Answers(200, ref('ProblemTexts'), 'By code')
  list() {
    return PROBLEMS;
  }

  @Get(':code')
  @ApiOperation({ summary: 'What a problem is, and what to do about it' })
  @Answers(200, ref('ProblemText'), 'The problem')
  @Refuses('not-found')
  one(@Param('code') code: string) {
    if (!isProblemCode(code)) throw new NotFoundException();
    return PROBLEMS[code];
  }
}
