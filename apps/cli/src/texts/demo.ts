import type { Bilingual } from '@lienthong/bundle';

interface Total {
  readonly dossiers: number;
  readonly endedAsTheyShould: number;
  readonly events: number;
  readonly effects: number;
  readonly secondEffects: number;
}

export const demoTexts = {
  wrong: { en: 'NOT AS IT SHOULD BE', vi: 'KHÔNG ĐÚNG NHƯ MONG ĐỢI' },
  total: ({ dossiers, endedAsTheyShould, events, effects, secondEffects }: Total): Bilingual => ({
    en: `\n${endedAsTheyShould} of ${dossiers} dossiers ended as they should, ${events} events, ${effects} effects at the agencies, ${secondEffects} of them twice`,
    vi: `\n${endedAsTheyShould}/${dossiers} hồ sơ kết thúc đúng như mong đợi, ${events} sự kiện, ${effects} kết quả tại các cơ quan, ${secondEffects} kết quả bị lặp`,
  }),
};
