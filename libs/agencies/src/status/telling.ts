import type { Telling } from '@lienthong/status-sync';
import type { Finding } from '../http';

/**
 * What a finding means for a status that was told. Telling it again is safe, since its key shows what came before; so only an error that
 * the catalogue knows as final is a refusal. An unknown 4xx may come from something in between, and must not stop every dossier.
 *
 * @param missing the code that says that something before it has not arrived
 */
export function toTelling({ verdict, code, detail, retryAfterMs }: Finding, missing: string): Telling {
  if (code === missing) return { kind: 'out-of-order', code, detail };
  if (verdict === 'acknowledged') return { kind: 'confirmed', already: true };
  if (verdict === 'final' && code !== 'unlisted-error') return { kind: 'refused', code, detail };
  return { kind: 'unavailable', code, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
