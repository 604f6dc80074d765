import type { DossierEvent } from '@lienthong/dossier/domain';
import { BIRTH, DOSSIER, events, facts, REGISTERED, RESIDENCE, RESPOND_BY } from '../testing/facts';
import { channelStatuses } from './channel-messages';

type Happened = readonly (DossierEvent | readonly DossierEvent[])[];
const messages = (...happened: Happened) => channelStatuses.messages(DOSSIER, facts(happened));
const statuses = (...happened: Happened) => messages(...happened).map(({ status }) => status);

const { submitted, received, started, handedOver, acknowledged, completed, refused, ended, returned, reported } = events;
const { declined, supplementRequested, supplementPassedOn, supplementProvided, supplementExpired, withdrawn, stopped } = events;

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

  it('is 2 for a supplement, with the day until which it may come, and then goes on', () => {
    const asked = [reported(BIRTH, 'supplement-needed'), supplementPassedOn(1, BIRTH)];
    expect(messages(...handed, asked).map(({ status, respondBy }) => [status, respondBy])).toEqual([
      [1, undefined],
      [3, undefined],
      [7, undefined],
      [2, RESPOND_BY],
    ]);
    expect(statuses(...handed, asked, supplementProvided(1), completed(BIRTH))).toEqual([1, 3, 7, 2, 4]);
  });

  it('hears nothing of a notice to Justice: the leg is where it was', () => {
    const notice = { kind: 'supplement', number: 1 } as const;
    const provided = [supplementProvided(1), handedOver(BIRTH, notice)];
    const before = [submitted(), received(), supplementRequested(1, BIRTH)];
    expect(statuses(...before, provided, acknowledged(BIRTH, notice))).toEqual([1, 2]);
  });

  it('is 6 where the applicant did not answer in time, and it is refused by rule', () =>
    expect(statuses(...handed, acknowledged(BIRTH), supplementRequested(1, BIRTH), [supplementExpired(1), refused(BIRTH)])).toEqual([
      1, 3, 7, 2, 6,
    ]));

  it('is 2 twice for two supplements', () =>
    expect(
      statuses(
        ...handed,
        acknowledged(BIRTH),
        supplementRequested(1, BIRTH),
        supplementProvided(1),
        supplementRequested(2, BIRTH),
        supplementProvided(2),
        completed(BIRTH),
      ),
    ).toEqual([1, 3, 7, 2, 2, 4]));

  it('knows nothing of the other procedures', () =>
    expect(statuses(...handed, supplementRequested(1, RESIDENCE), completed(RESIDENCE), refused(RESIDENCE))).toEqual([1, 3]));

  it('is nothing for a dossier without a civil-status procedure', () =>
    expect(statuses(submitted({ chosen: [RESIDENCE] }), received(), started(RESIDENCE), returned())).toEqual([]));

  it('has no word for a withdrawal, and never says registered or returned for it', () =>
    expect(statuses(...handed, withdrawn(), stopped(), ended('withdrawn'))).toEqual([1, 3]));
});
