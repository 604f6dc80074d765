import type { KeyVault } from '@lienthong/access';
import type { Bundle } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { evolve, matterOf, type Dossier, type DossierEvent, type DossierId, type Fingerprints, type Sha256 } from '../../domain';

interface About {
  readonly dossier: Dossier | undefined;
  readonly id: DossierId;
  readonly bundle: Bundle;
  readonly now: Instant;
  readonly vault: Pick<KeyVault, 'fingerprint'>;
}

/**
 * The facts, with the fingerprints of each form that comes with them. Part of the fact and not derived later: who reads the log without
 * keys finds what has the same matter, and what a later version would make of an old form changes nothing.
 */
export function withFingerprints(facts: readonly DossierEvent[], about: About): readonly DossierEvent[] {
  return facts.map((fact) => {
    switch (fact.type) {
      case 'DossierSubmitted':
        return { ...fact, data: { ...fact.data, ...fingerprintsAfter(fact, about) } };
      case 'SupplementProvided':
        return fact.data.form === undefined ? fact : { ...fact, data: { ...fact.data, ...fingerprintsAfter(fact, about) } };
      case 'DossierCorrected':
        return fact.data.form === undefined ? fact : { ...fact, data: { ...fact.data, ...fingerprintsAfter(fact, about) } };
      default:
        return fact;
    }
  });
}

function fingerprintsAfter(fact: DossierEvent, { dossier, id, bundle, now, vault }: About): { readonly fingerprints?: Fingerprints } {
  const after = evolve(dossier, fact, now, id);
  const marks = after ? [...matterOf(after, bundle)] : [];
  if (marks.length === 0) return {};
  return { fingerprints: Object.fromEntries(marks.map(([name, text]) => [name, vault.fingerprint(text) as Sha256])) };
}
