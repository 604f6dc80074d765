import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isProblemCode, PROBLEMS } from './problems';

@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get()
  @ApiOperation({ summary: 'Everything that the API refuses, by code, and what to do about it' })
  list() {
    return PROBLEMS;
  }

  @Get(':code')
  @ApiOperation({ summary: 'What a problem is, and what to do about it' })
  one(@Param('code') code: string) {
    if (!isProblemCode(code)) throw new NotFoundException();
    return PROBLEMS[code];
  }
}
