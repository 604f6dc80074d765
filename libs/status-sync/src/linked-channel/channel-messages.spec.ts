import type { DossierEvent } from '@lienthong/dossier/domain';
import { BIRTH, DOSSIER, events, facts, REGISTERED, RESIDENCE } from '../testing/facts';
import { channelStatuses } from './channel-messages';

const messages = (...happened: readonly DossierEvent[]) => channelStatuses.messages(DOSSIER, facts(happened));
const statuses = (...happened: readonly DossierEvent[]) => messages(...happened).map(({ status }) => status);

const { submitted, received, started, handedOver, acknowledged, completed, refused, ended, returned, reported } = events;
const { declined, supplementRequested, supplementProvided, withdrawn, stopped } = events;

describe('what the linked-service channel is told of the civil-status leg', () => {
  const handed = [submitted(), received(), started(BIRTH), handedOver(BIRTH)] as const;

  it('is 1, 3, 7, 4, 5 where all goes well', () => {
    expect(statuses(...handed)).toEqual([1, 3]);
    expect(statuses(...handed, acknowledged(BIRTH))).toEqual([1, 3, 7]);
    expect(statuses(...REGISTERED)).toEqual([1, 3, 7, 4]);
    expect(statuses(...REGISTERED, ended(), returned())).toEqual([1, 3, 7, 4, 5]);
  });

  it('has 7 before 4, where 4 arrives before 7', () => {
    const told = messages(...handed, completed(BIRTH), acknowledged(BIRTH), reported(BIRTH, 'in-process', 'late'));
    expect(told.map(({ number, status }) => [number, status])).toEqual([
      [1, 1],
      [2, 3],
      [3, 7],
      [4, 4],
    ]);
  });

  it('has 7 as soon as Justice says anything, acknowledged or not', () =>
    expect(statuses(...handed, reported(BIRTH, 'received'))).toEqual([1, 3, 7]));

  it('says with 4 which document came about', () =>
    expect(messages(...REGISTERED).at(-1)).toMatchObject({ status: 4, resultCode: 'KQ.G15.000031' }));

  it('is 6 where it is refused, and nothing after that', () =>
    expect(statuses(...handed, acknowledged(BIRTH), refused(BIRTH), ended('refused'), returned())).toEqual([1, 3, 7, 6]));

  it('is 6 where the dossier is not received at all', () => expect(statuses(submitted(), declined())).toEqual([1, 6]));

  it('is 2 for a supplement, and then goes on where it was', () =>
    expect(
      statuses(...handed, reported(BIRTH, 'supplement-needed'), supplementRequested(BIRTH), supplementProvided(BIRTH), completed(BIRTH)),
    ).toEqual([1, 3, 2, 7, 4]));

  it('is 2 twice for two supplements', () =>
    expect(
      statuses(
        ...handed,
        acknowledged(BIRTH),
        supplementRequested(BIRTH),
        supplementProvided(BIRTH),
        supplementRequested(BIRTH),
        supplementProvided(BIRTH),
        completed(BIRTH),
      ),
    ).toEqual([1, 3, 7, 2, 2, 4]));

  it('knows nothing of the other procedures', () =>
    expect(statuses(...handed, supplementRequested(RESIDENCE), completed(RESIDENCE), refused(RESIDENCE))).toEqual([1, 3]));

  it('is nothing for a dossier without a civil-status procedure', () =>
    expect(statuses(submitted({ chosen: [RESIDENCE] }), received(), started(RESIDENCE), returned())).toEqual([]));

  it('has no word for a withdrawal, and never says registered or returned for it', () =>
    expect(statuses(...handed, withdrawn(), stopped(), returned())).toEqual([1, 3]));
});
