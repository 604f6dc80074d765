import { lienthong } from './testing/started-program';

describe('npm run demo', () => {
  it('ends with six dossiers as they should be, and shows each event on the way', async () => {
    const { code, stdout } = await lienthong(['demo']);
    expect(stdout).toMatch(/6 of 6 dossiers ended as they should, \d+ events, 17 effects at the agencies, 0 of them twice\n$/);
    for (const shown of [
      'Police is up again',
      'is refused',
      'parked, a person has to look',
      'released by a person',
      'asked: the agency does not have it',
      'is to be handed to commune-affairs',
      'working day – due 17:00',
      'an apology is issued',
      'Without the apology the time would end',
    ]) {
      expect(stdout).toContain(shown);
    }
    expect(code).toBe(0);
  });

  it('ends the same when the engine is killed in the middle of every dossier and started again', async () => {
    const { code, stdout } = await lienthong(['demo', '--kill', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ dossiers: 6, endedAsTheyShould: 6, effects: 17, secondEffects: 0 });
    expect(code).toBe(0);
  });

  it('speaks Vietnamese', async () => {
    const { stdout } = await lienthong(['demo', '--lang', 'vi']);
    expect(stdout).toMatch(/6\/6 hồ sơ kết thúc đúng như mong đợi/);
    expect(stdout).toContain('Bộ phận Một cửa tiếp nhận, theo birth@');
  });
});
