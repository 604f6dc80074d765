import { describeApi } from '@lienthong/dossier';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Engine } from '../engine';

const { Answers } = describeApi;
/** Prometheus' text format, version 0.0.4. */
const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly engine: Engine) {}

  @Get()
  @Header('Content-Type', TEXT)
  @ApiProduces('text/plain')
  @ApiOperation({ summary: 'What is measured, for Prometheus; no personal data' })
  @Answers(200, { type: 'string' }, 'Text of Prometheus, version 0.0.4')
  async metrics(): Promise<string> {
    return this.engine.metrics.text(await this.engine.reading());
  }
}
