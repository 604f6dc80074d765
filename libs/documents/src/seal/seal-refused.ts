export type SealRefusal = keyof typeof TEXTS;

const TEXTS = {
  'not-a-form': {
    vi: 'Tệp này không phải là mẫu do hệ thống in ra',
    en: 'This file is not a form as it is printed here',
  },
  'already-sealed': {
    vi: 'Tệp này đã có con dấu số',
    en: 'This file is sealed already',
  },
  'certificate-unusable': {
    vi: 'Không đọc được chứng thư số của con dấu',
    en: 'The certificate of the seal cannot be read',
  },
  'certificate-not-valid': {
    vi: 'Chứng thư số của con dấu chưa có hoặc đã hết hiệu lực vào lúc ký',
    en: 'The certificate of the seal is not valid at that time',
  },
  'key-differs': {
    vi: 'Khóa ký không khớp với chứng thư số của con dấu',
    en: 'The signature was not made by the key of the certificate',
  },
} as const;

/** Why no seal was set. Trying again does not help. */
export class SealRefused extends Error {
  readonly text: { readonly vi: string; readonly en: string };

  constructor(readonly code: SealRefusal) {
    super(code);
    this.text = TEXTS[code];
  }
}
