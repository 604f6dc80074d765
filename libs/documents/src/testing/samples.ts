import { instant } from '@lienthong/calendar';
import type {
  ApologyForm,
  ControlSheetForm,
  FormData,
  ReceiptForm,
  RefusalForm,
  RegisterForm,
  RegisterRow,
  StopForm,
  SupplementForm,
} from '../form-data';

// People, places and numbers are invented.

const at = (local: string) => instant(`${local}:00+07:00`);

const issued = {
  office: {
    name: 'Bộ phận Một cửa xã Tân Hòa',
    code: '99901',
    authority: 'Ủy ban nhân dân xã Tân Hòa',
    place: 'Tân Hòa',
    address: 'số 8 đường Thống Nhất, xã Tân Hòa',
    phone: '0200 000 0000',
  },
  officer: { name: 'Phạm Thị Ngọc Ánh' },
} as const;

const ofBirth = {
  ...issued,
  dossier: {
    code: 'H99.35.38-260921-0042',
    linkedNumber: 'G22.99.08-260921-896048',
    trackingUrl: 'https://lienthong.example/tra-cuu/H99.35.38-260921-0042',
  },
  requester: { name: 'Nguyễn Hoàng Diễm Quỳnh', address: 'thôn Hưng Lễ, xã Tân Hòa', phone: '0900 000 000' },
  procedures: ['Đăng ký khai sinh', 'Đăng ký thường trú', 'Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi'],
} as const;

export const RECEIPT: ReceiptForm = {
  ...ofBirth,
  form: '01',
  number: '0125/TNHS',
  issuedAt: at('2026-09-21T08:20'),
  papers: [
    { title: 'Tờ khai điện tử liên thông (mẫu số 01)', kind: 'electronic', copies: 1 },
    { title: 'Giấy chứng sinh số 99001.GCS.00042.26', kind: 'original', copies: 1 },
    { title: 'Giấy chứng nhận kết hôn của cha, mẹ', kind: 'copy', copies: 1 },
    { title: 'Văn bản đồng ý của chủ hộ cho đăng ký thường trú vào chỗ ở hợp pháp', kind: 'original', copies: 2 },
  ],
  receivedAt: at('2026-09-21T08:15'),
  appointmentAt: at('2026-09-23T17:00'),
  legalLimit: '03 ngày làm việc; 05 ngày làm việc nếu phải xác minh về cư trú',
  returnedAt: 'Bộ phận Một cửa xã Tân Hòa và Cổng Dịch vụ công quốc gia',
};

export const SUPPLEMENT: SupplementForm = {
  ...ofBirth,
  form: '02',
  number: '0031/TNHS',
  issuedAt: at('2026-09-21T10:05'),
  wanted: [
    { what: 'Văn bản đồng ý của chủ hộ (mẫu CT01)', why: 'Bản đã nộp chưa có chữ ký của chủ hộ' },
    { what: 'Ngày sinh của mẹ trong tờ khai', why: 'Khác với dữ liệu căn cước đã đối chiếu' },
  ],
  provideBy: at('2026-09-30T17:00'),
};

export const REFUSAL: RefusalForm = {
  ...ofBirth,
  form: '03',
  number: '0007/TNHS',
  issuedAt: at('2026-09-21T10:40'),
  reasons: ['Trẻ đã được đăng ký khai sinh tại nơi khác.', 'Người nộp hồ sơ không thuộc đối tượng được yêu cầu theo tờ khai.'],
  whatToDo: 'Ông/bà có thể đề nghị cấp bản sao trích lục khai sinh tại bất kỳ Bộ phận Một cửa nào.',
};

export const APOLOGY: ApologyForm = {
  ...ofBirth,
  form: '04',
  number: '0003/TNHS',
  issuedAt: at('2026-09-23T15:30'),
  receivedAt: at('2026-09-21T08:15'),
  originalDue: at('2026-09-23T17:00'),
  newDue: at('2026-09-28T17:00'),
  reasons: ['Hệ thống cấp số định danh cá nhân gián đoạn từ ngày 21 đến ngày 23 tháng 9 năm 2026.'],
  holder: 'Công an xã Tân Hòa',
  extensions: [
    {
      at: at('2026-09-22T16:10'),
      from: at('2026-09-22T17:00'),
      to: at('2026-09-23T17:00'),
      reason: 'Phải xác minh chỗ ở hợp pháp',
    },
  ],
};

export const STOP: StopForm = {
  ...ofBirth,
  form: '05',
  number: '0002/TNHS',
  issuedAt: at('2026-09-22T09:00'),
  receivedAt: at('2026-09-21T08:15'),
  stoppedAt: at('2026-09-22T08:45'),
  reasons: ['Người nộp hồ sơ đề nghị rút hồ sơ.'],
  results: ['Giấy khai sinh số 42/2026, quyển 01/2026'],
};

export const CONTROL_SHEET: ControlSheetForm = {
  ...ofBirth,
  form: '06',
  issuedAt: at('2026-09-24T09:00'),
  receivedAt: at('2026-09-21T08:15'),
  appointmentAt: at('2026-09-23T17:00'),
  handOvers: [
    {
      at: at('2026-09-21T08:20'),
      from: { unit: 'Bộ phận Một cửa', person: 'Phạm Thị Ngọc Ánh' },
      to: { unit: 'Tư pháp – Hộ tịch', person: 'Lê Đức Thịnh' },
    },
    {
      at: at('2026-09-21T16:30'),
      from: { unit: 'Tư pháp – Hộ tịch', person: 'Lê Đức Thịnh' },
      to: { unit: 'Công an xã Tân Hòa' },
      due: at('2026-09-21T17:00'),
      kept: 'on-time',
    },
    {
      at: at('2026-09-24T08:10'),
      from: { unit: 'Công an xã Tân Hòa' },
      to: { unit: 'Bộ phận Một cửa', person: 'Phạm Thị Ngọc Ánh' },
      due: at('2026-09-23T17:00'),
      kept: 'late',
      note: 'Hệ thống định danh gián đoạn',
    },
  ],
};

const row = (i: number): RegisterRow => ({
  dossierCode: `H99.35.38-260921-${`${i}`.padStart(4, '0')}`,
  requester: ['Nguyễn Hoàng Diễm Quỳnh', 'Trần Văn Ưu', 'Đỗ Thị Mỹ Lệ'][i % 3] ?? '',
  contact: 'thôn Hưng Lễ, xã Tân Hòa; 0900 000 000',
  procedures: ['Đăng ký khai sinh', 'Đăng ký thường trú', 'Cấp thẻ bảo hiểm y tế'],
  receivedAt: at('2026-09-21T08:15'),
  appointmentAt: at('2026-09-23T17:00'),
  ...(i % 3 === 1 ? {} : { returnedAt: at('2026-09-23T16:05'), outcome: 'Đã trả kết quả' }),
  ...(i % 3 === 2 ? { note: 'Từ chối đăng ký thường trú' } : {}),
});

export const REGISTER: RegisterForm = {
  ...issued,
  form: '07',
  issuedAt: at('2026-10-01T08:00'),
  from: at('2026-09-01T00:00'),
  until: at('2026-10-01T00:00'),
  rows: Array.from({ length: 25 }, (_, i) => row(i + 1)),
};

/** One of each form. */
export const SAMPLES: readonly FormData[] = [RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL_SHEET, REGISTER];
