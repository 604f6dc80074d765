import type { Instant } from '@lienthong/calendar';
import type { OfDossier } from '../form-data';
import type { Composition } from '../forms/composition';
import { longTime } from '../forms/dates';
import { aboutDossier, field, listed, officerSigns, tracking } from '../forms/phrases';
import { sheet } from '../forms/sheet';
import { A5_UPRIGHT } from '../page/paper';
import { bold } from '../page/text';

/** What was handed out, and to whom. */
export interface HandOutForm extends OfDossier {
  readonly form: 'NB-01';
  readonly handedOutAt: Instant;
  readonly receiver: string;
  readonly results: readonly string[];
}

export const handOut = (form: HandOutForm): Composition =>
  sheet(form, { title: 'Giấy nhận kết quả', paper: A5_UPRIGHT, foot: form.dossier.code }, [
    ...aboutDossier(form),
    ...field('Trả kết quả lúc', longTime(form.handedOutAt), bold),
    ...listed('Kết quả', form.results),
    {
      kind: 'signatures',
      left: { role: 'NGƯỜI NHẬN KẾT QUẢ', hint: '(Ký, ghi rõ họ tên)', name: form.receiver },
      right: officerSigns(form, 'Người trả kết quả'),
    },
    tracking(form.dossier.trackingUrl, form.office),
  ]);
