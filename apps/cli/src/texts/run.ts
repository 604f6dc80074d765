import type { Bilingual } from '@lienthong/bundle';

export const runTexts = {
  engine: { en: 'the engine', vi: 'hệ thống' },
  simulators: { en: 'the agency simulators', vi: 'bộ mô phỏng các cơ quan' },
  restarted: (signal: string): Bilingual => ({
    en: `the engine was ended by ${signal}; it is started again`,
    vi: `hệ thống bị dừng bởi ${signal}; đang được khởi động lại`,
  }),
  simulatorsEnded: (how: string): Bilingual => ({
    en: `the agency simulators have ended (${how}); what they had is gone`,
    vi: `bộ mô phỏng các cơ quan đã dừng (${how}); dữ liệu của chúng đã mất`,
  }),
  engineEnded: (code: number | null): Bilingual => ({
    en: `the engine has ended by itself (exit code ${code})`,
    vi: `hệ thống đã tự dừng (mã kết thúc ${code})`,
  }),
  engineGivenUp: (signal: string): Bilingual => ({
    en: `the engine was ended by ${signal} again and again; it is not started any more`,
    vi: `hệ thống liên tục bị dừng bởi ${signal}; không khởi động lại nữa`,
  }),
  engineNotStartedAgain: {
    en: 'the engine could not be started again; see above',
    vi: 'không khởi động lại được hệ thống; xem thông báo ở trên',
  },
  welcome: {
    en: {
      running: 'Lienthong is running.',
      described: 'described at',
      agencies: 'agencies',
      simulators: 'simulators of all agencies; faults at',
      data: 'data',
      next: 'Type next, in another terminal:',
      stop: 'Ctrl-C stops everything; the data stay.',
    },
    vi: {
      running: 'Liên thông đang chạy.',
      described: 'được mô tả tại',
      agencies: 'các cơ quan',
      simulators: 'mô phỏng mọi cơ quan; bật lỗi tại',
      data: 'dữ liệu',
      next: 'Gõ tiếp, trong một cửa sổ khác:',
      stop: 'Ctrl-C dừng tất cả; dữ liệu vẫn còn.',
    },
  },
} as const;
