import type { SupplementForm } from '../form-data';
import type { Table } from '../page/block';
import { A5_UPRIGHT } from '../page/paper';
import { bold, joined, plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { longTime } from './dates';
import { addressed, introduction, officerSigns, paragraph, tracking } from './phrases';
import { sheet } from './sheet';

/** 02: what is missing or wrong, why, and until when to bring it. */
export const supplementRequest = (form: SupplementForm): Composition =>
  sheet(form, { title: FORM_TITLES['02'].vi, paper: A5_UPRIGHT, foot: form.dossier.code }, [
    ...addressed(form),
    introduction(plain('Để hồ sơ được giải quyết, đề nghị ông/bà bổ sung, hoàn thiện những nội dung sau:')),
    wanted(form.wanted),
    ...(form.provideBy === undefined ? [] : [paragraph(joined('Hạn bổ sung: ', bold(longTime(form.provideBy))), 0.5)]),
    paragraph(
      plain('Quá hạn này mà chưa bổ sung thì hồ sơ không được giải quyết tiếp. Thời gian chờ bổ sung không tính vào thời hạn giải quyết.'),
    ),
    {
      kind: 'signatures',
      left: { role: 'NGƯỜI NỘP HỒ SƠ', hint: '(Ký, ghi rõ họ tên)', name: form.requester.name },
      right: officerSigns(form, 'Người hướng dẫn'),
    },
    tracking(form.dossier.trackingUrl, form.office),
  ]);

const wanted = (all: SupplementForm['wanted']): Table => ({
  kind: 'table',
  columns: [
    { title: 'STT', share: 0.09, align: 'centre' },
    { title: 'Nội dung cần bổ sung, hoàn thiện', share: 0.46 },
    { title: 'Lý do', share: 0.45 },
  ],
  rows: all.map(({ what, why }, i) => [plain(`${i + 1}`), plain(what), plain(why)]),
});
