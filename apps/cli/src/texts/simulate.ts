import type { Bilingual } from '@lienthong/bundle';

export const simulateTexts = {
  ended: (signal: string): Bilingual => ({ en: `the simulator was ended by ${signal}`, vi: `chương trình mô phỏng bị dừng bởi ${signal}` }),
};
