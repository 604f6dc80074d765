import type { DossierEvent, OfficeCode } from '@lienthong/dossier/domain';
import { channelStatuses } from '../linked-channel/channel-messages';
import { DOSSIER, events, facts } from '../testing/facts';
import { portalStatuses } from './portal-messages';

const UNKNOWN = '99999' as OfficeCode;
const submitted: readonly DossierEvent[] = [
  events.submitted({ office: UNKNOWN }),
  { type: 'DossierQuarantined', data: { why: 'office-unknown', office: UNKNOWN } },
];
const assigned: DossierEvent = { type: 'OfficeAssigned', data: { office: '26734' as OfficeCode, reason: 'Công dân xác nhận' } };

describe('what is told of a dossier for a commune that nobody serves', () => {
  const told = (...happened: readonly (DossierEvent | readonly DossierEvent[])[]) =>
    portalStatuses.messages(DOSSIER, facts(happened)).map(({ status, unit }) => [status, unit]);

  it('is that it was newly registered, where the citizen wrote, as long as it lies in quarantine', () =>
    expect(told(submitted)).toEqual([[1, UNKNOWN]]));

  it('is nothing new when it is assigned: it was not received yet', () => expect(told(submitted, assigned)).toEqual([[1, UNKNOWN]]));

  it('is from then on in the name of the office to which it was assigned', () => {
    expect(told(submitted, assigned, events.received())).toEqual([
      [1, UNKNOWN],
      [2, '26734'],
    ]);
    const types = new Set([...portalStatuses.types, ...channelStatuses.types]);
    expect(types).toContain('OfficeAssigned');
  });

  it('is that it was not received, where it belongs to nobody here', () =>
    expect(told(submitted, events.declined())).toEqual([
      [1, UNKNOWN],
      [3, UNKNOWN],
    ]));
});
