import { instant } from '@lienthong/calendar';
import { EffectLedger } from './ledger';

const effect = (more = {}) => ({
  agency: 'police',
  handoff: 'h-1',
  dossier: 'd-1',
  procedure: 'permanent-residence',
  at: instant('2026-10-26T03:15:00.000Z'),
  ...more,
});

describe('the ledger of effects', () => {
  it('counts an effect for each dossier and procedure without complaint', () => {
    const ledger = new EffectLedger();
    ledger.record(effect());
    ledger.record(effect({ handoff: 'h-2', procedure: 'identity-card-under-six' }));
    ledger.record(effect({ handoff: 'h-3', dossier: 'd-2' }));
    expect(ledger.effects('police')).toHaveLength(3);
    expect(ledger.secondEffects('police')).toEqual([]);
  });

  it('counts a second one by the handoff, and by dossier and procedure under any handoff', () => {
    const ledger = new EffectLedger();
    ledger.record(effect());
    ledger.record(effect());
    ledger.record(effect({ handoff: 'h-2' }));
    expect(ledger.secondEffects('police').map(({ because }) => because)).toEqual(['same handoff', 'same dossier and procedure']);
  });
});
