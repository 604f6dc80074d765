import { hostileText, inRuns } from '@lienthong/hostile-input';
import fc from 'fast-check';
import { renderForm } from './render-form';
import { poppler } from './testing/poppler';
import { REFUSAL } from './testing/samples';

describe('a form with texts that mean harm', () => {
  it('is printed all the same, as a file that others can read', () =>
    fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (name, reason) => {
        const pdf = await renderForm({ ...REFUSAL, requester: { name, address: reason }, reasons: [reason, name] });
        // Poppler ends with an error when the file is broken.
        const words = poppler('pdftotext', pdf, '-raw');
        expect(words).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ');
        expect(words).toContain('Mã hồ sơ: H99.35.38-260921-0042');
      }),
      inRuns(12),
    ));
});
