import type { Paper, ReceiptForm } from '../form-data';
import type { Table } from '../page/block';
import { A5_UPRIGHT } from '../page/paper';
import { bold, joined, plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { longTime } from './dates';
import { aboutDossier, field, introduction, moment, officerSigns, paragraph, tracking } from './phrases';
import { sheet } from './sheet';

/** 01: what was received, and when results will be there. */
export const receipt = (form: ReceiptForm): Composition =>
  sheet(form, { title: FORM_TITLES['01'].vi, paper: A5_UPRIGHT, foot: form.dossier.code }, [
    paragraph(plain(`${form.office.name} đã tiếp nhận hồ sơ sau đây:`), 0.5),
    ...aboutDossier(form),
    ...(form.papers.length > 0 ? [introduction(plain('Giấy tờ đã nhận:')), papers(form.papers)] : []),
    paragraph(joined('Tiếp nhận lúc: ', longTime(form.receivedAt)), 0.5),
    ...field('Thời hạn giải quyết', form.legalLimit),
    ...moment('Hẹn trả kết quả', form.appointmentAt, bold),
    ...field('Nơi trả kết quả', form.returnedAt),
    {
      kind: 'signatures',
      left: { role: 'NGƯỜI NỘP HỒ SƠ', hint: '(Ký, ghi rõ họ tên)', name: form.requester.name },
      right: officerSigns(form, 'Người tiếp nhận hồ sơ'),
    },
    tracking(form.dossier.trackingUrl, form.office),
  ]);

const KINDS: Readonly<Record<Paper['kind'], string>> = { original: 'Bản chính', copy: 'Bản sao', electronic: 'Bản điện tử' };

const papers = (all: readonly Paper[]): Table => ({
  kind: 'table',
  columns: [
    { title: 'STT', share: 0.09, align: 'centre' },
    { title: 'Tên giấy tờ', share: 0.55 },
    { title: 'Hình thức', share: 0.22 },
    { title: 'Số bản', share: 0.14, align: 'centre' },
  ],
  rows: all.map(({ title: name, kind, copies }, i) => [plain(`${i + 1}`), plain(name), plain(KINDS[kind]), plain(`${copies}`)]),
});
