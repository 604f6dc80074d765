import { Unmappable } from '@lienthong/handoff';
import { handoffOf, payloads } from '../testing/requests';
import { fromPoliceNews, toPoliceHandoff } from './police.mapping';
import { policeHandoff, policeNews, type PoliceNews } from './police.messages';

const payload = payloads['residence-deletion'];
const deletion = (household: Readonly<Record<string, unknown>> = payload.household) =>
  toPoliceHandoff(handoffOf('residence-deletion', { payload: { ...payload, household } }));

describe('a residence to be deleted, in the words of the Police', () => {
  it('keeps their schema', () => expect(policeHandoff.breaches(deletion())).toEqual([]));

  it.each([
    ['with a new head', payload.household, { newHead: { relationToDeceased: 'Con đẻ' } }],
    ['with its only member', { deceasedWasHead: true, singleMember: true }, { deceasedWasHead: true, singleMember: true }],
    [
      'under somebody else',
      { deceasedWasHead: false, singleMember: false, head: { fullName: 'Lê An', personalId: '048070005521', relation: 'Con' } },
      { head: { fullName: 'Lê An', personalId: '048070005521' } },
    ],
  ])('tells of a household %s', (_, household, expected) => {
    expect(deletion(household)).toMatchObject({ procedure: 'RESIDENCE_DELETION', content: { household: expected } });
    expect(policeHandoff.breaches(deletion(household))).toEqual([]);
  });

  it('is not possible without saying who was the head', () =>
    expect(() => deletion({ singleMember: false })).toThrow(new Unmappable('/household/deceasedWasHead is not true or false')));
});

it('the notice of a deletion is a result', () => {
  const news: PoliceNews = {
    messageId: 'm-1',
    handoff: 'h',
    reference: 'CA-1',
    status: 'APPROVED',
    at: '2026-10-27T02:00:00Z',
    result: { kind: 'DELETION_NOTICE', noticeNumber: '000123/TB-XT', deletedOn: '2026-10-27' },
  };
  expect(policeNews.breaches(news)).toEqual([]);
  expect(fromPoliceNews(news)).toMatchObject({ status: 'completed', result: { noticeNumber: '000123/TB-XT', deletedOn: '2026-10-27' } });
});
