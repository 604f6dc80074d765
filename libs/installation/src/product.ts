import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './installation';

/** What runs here; the same for all programs. */
export interface Product {
  readonly name: string;
  readonly version: string;
}

/** As the project's package.json says it. */
export function product(): Product {
  const { name, version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as Product;
  return { name, version };
}
