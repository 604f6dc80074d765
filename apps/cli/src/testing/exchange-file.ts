import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// As in development, with less patience: an agency that keeps silent is soon asked.
const AGENCY = {
  url: 'http://127.0.0.1:1',
  callTimeout: 'PT1S',
  attemptPatience: 'PT2S',
  followAfter: 'PT1S',
  followEvery: 'PT0.5S',
  maxTries: 8,
  backoff: { first: 'PT0.2S', factor: 2, max: 'PT2S' },
  concurrency: 8,
  ratePerSecond: 200,
};
const AGENCIES = {
  justice: { ...AGENCY, followAfter: 'PT0.3S', followEvery: 'PT0.3S' },
  police: { ...AGENCY, key: 'police' },
  'social-insurance': { ...AGENCY, key: 'social-insurance' },
  'commune-affairs': { ...AGENCY, key: 'commune-affairs' },
  'home-affairs': { ...AGENCY, key: 'home-affairs' },
};

/** Writes an exchange for tests into a folder, and tells its path. Where the agencies stand has to be said besides. */
export function exchangeFile(folder: string): string {
  const file = join(folder, 'exchange.yaml');
  // JSON is YAML, too.
  writeFileSync(file, JSON.stringify({ agencies: AGENCIES }));
  return file;
}
