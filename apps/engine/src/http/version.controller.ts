import type { Bundle } from '@lienthong/bundle';
import { describeApi } from '@lienthong/dossier';
import { product } from '@lienthong/installation';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Engine } from '../engine';

const { Answers, ref } = describeApi;

/** Raised when a client that keeps to the documented API could break. */
export const API_VERSION = '1';

@ApiTags('version')
@Controller('version')
export class VersionController {
  private readonly product = product();

  constructor(private readonly engine: Engine) {}

  @Get()
  @ApiOperation({ summary: 'What runs here, and by which definitions' })
  @Answers(200, ref('Version'), 'The version of the program, and all versions of all bundles')
  version() {
    const { workflows, time } = this.engine;
    const codes = [...new Set(workflows.list().map(({ code }) => code))];
    const bundles = codes.map((code) => {
      const inForce = workflows.inForce(code, time.now())?.ref;
      const versions = workflows.list().filter((bundle) => bundle.code === code);
      return { code, ...(inForce !== undefined && { inForce }), versions: versions.map(versionOf) };
    });
    return { ...this.product, api: API_VERSION, node: process.versions.node, bundles };
  }
}

const versionOf = ({ ref, title, effective, digest }: Bundle) => ({ ref, title, effective, digest });
