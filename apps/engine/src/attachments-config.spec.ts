import { DEFAULT_LIMITS } from '@lienthong/attachments';
import { readAttachmentPolicy } from './attachments-config';
import { configFrom } from './config';

const MEBIBYTE = 1_048_576;

describe('how an engine takes files', () => {
  it('wants every cited file where real data are kept, and not where forms are tried out', () => {
    expect(configFrom({}).attachments).toEqual({ required: false, limits: DEFAULT_LIMITS });
    expect(readAttachmentPolicy({}, false, 0).policy.required).toBe(true);
  });

  it('is what it is told', () => {
    const told = {
      LIENTHONG_ATTACHMENTS: 'unchecked',
      LIENTHONG_ATTACHMENT_MIB: '5',
      LIENTHONG_DOSSIER_ATTACHMENTS_MIB: '50',
      LIENTHONG_PENDING_ATTACHMENTS_MIB: '70',
      LIENTHONG_MIN_FREE_MIB: '1024',
    };
    expect(readAttachmentPolicy(told, false, 0).policy.required).toBe(false);
    const limits = { file: 5 * MEBIBYTE, dossier: 50 * MEBIBYTE, pending: 70 * MEBIBYTE, minFree: 1024 * MEBIBYTE };
    expect(configFrom(told).attachments).toEqual({ required: false, limits });
  });

  it('names every mistake', () => {
    const wrong = { LIENTHONG_ATTACHMENTS: 'yes', LIENTHONG_ATTACHMENT_MIB: '0', LIENTHONG_PENDING_ATTACHMENTS_MIB: '10 MiB' };
    expect(() => configFrom(wrong)).toThrow(
      /LIENTHONG_ATTACHMENTS=yes[^]*LIENTHONG_ATTACHMENT_MIB=0[^]*LIENTHONG_PENDING_ATTACHMENTS_MIB=10 MiB/,
    );
  });
});
