#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '../../../dist/apps/cli/src/main.js');
if (!existsSync(program)) {
  console.error('lienthong is not built yet: run "npm ci" (or "npm run build") in its folder first');
  process.exit(2);
}
require(program);
