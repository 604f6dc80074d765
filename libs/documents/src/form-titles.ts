import type { Bilingual } from '@lienthong/calendar';
import type { FormNumber } from './form-data';

/** What each form is called: in Vietnamese by TT 03/2025/TT-VPCP [L/P]; the English is ours. */
export const FORM_TITLES: Readonly<Record<FormNumber, Bilingual>> = {
  '01': { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt and appointment' },
  '02': { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Request to supplement the dossier' },
  '03': { vi: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ', en: 'Refusal' },
  '04': { vi: 'Văn bản xin lỗi và đề nghị gia hạn', en: 'Apology and extension' },
  '05': { vi: 'Thông báo dừng giải quyết hồ sơ', en: 'Notice that the dossier is stopped' },
  '06': { vi: 'Phiếu kiểm soát quá trình giải quyết hồ sơ', en: 'Control sheet' },
  '07': { vi: 'Sổ theo dõi hồ sơ', en: 'Register of dossiers' },
};
