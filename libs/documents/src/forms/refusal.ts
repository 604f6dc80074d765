import type { RefusalForm } from '../form-data';
import { A5_UPRIGHT } from '../page/paper';
import { plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { addressed, field, listed, officerSigns, paragraph, tracking } from './phrases';
import { sheet } from './sheet';

/** 03: why the dossier is not taken, or one of its procedures not carried out, and what the citizen can do. */
export const refusal = (form: RefusalForm): Composition =>
  sheet(form, { title: FORM_TITLES['03'].vi, paper: A5_UPRIGHT, foot: form.dossier.code }, [
    ...addressed(form),
    paragraph(plain(refused(form)), 0.5),
    ...listed('Lý do', form.reasons),
    ...field('Hướng dẫn', form.whatToDo),
    paragraph(plain('Nếu chưa rõ hoặc không đồng ý, mời ông/bà liên hệ theo địa chỉ dưới đây để được giải thích.'), 0.5),
    {
      kind: 'signatures',
      left: { role: 'NGƯỜI NỘP HỒ SƠ', hint: '(Ký, ghi rõ họ tên)', name: form.requester.name },
      right: officerSigns(form, form.refused ? 'Người thông báo' : 'Người tiếp nhận hồ sơ'),
    },
    tracking(form.dossier.trackingUrl, form.office),
  ]);

const refused = ({ refused: part, office }: RefusalForm): string =>
  part
    ? `Sau khi xem xét, ${part.by} không giải quyết thủ tục “${part.procedure}” của hồ sơ này.`
    : `Sau khi xem xét, ${office.name} không tiếp nhận giải quyết hồ sơ này.`;
