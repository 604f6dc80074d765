import type { ApologyForm, Extension } from '../form-data';
import type { Table } from '../page/block';
import { A5_UPRIGHT } from '../page/paper';
import { bold, joined, plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { longTime, shortTime } from './dates';
import { addressed, field, introduction, listed, officerSigns, paragraph, tracking } from './phrases';
import { sheet } from './sheet';

/** 04: why it is late, and the new day. Issued before the old one has passed. */
export const apology = (form: ApologyForm): Composition =>
  sheet(form, { title: FORM_TITLES['04'].vi, paper: A5_UPRIGHT, foot: form.dossier.code }, [
    ...addressed(form),
    ...field('Thủ tục chậm', form.procedure),
    ...field('Tiếp nhận lúc', longTime(form.receivedAt)),
    ...field('Đã hẹn trả kết quả', longTime(form.originalDue)),
    paragraph(
      plain(
        'Đến nay hồ sơ chưa giải quyết xong. Chúng tôi thành thật xin lỗi ông/bà về sự chậm trễ này và đề nghị được gia hạn; rất mong ông/bà thông cảm.',
      ),
      0.5,
    ),
    ...listed('Lý do', form.reasons),
    ...field('Nơi đang giải quyết', form.holder),
    paragraph(joined('Hẹn lại ngày trả kết quả: ', bold(longTime(form.newDue)))),
    ...(form.extensions.length > 0 ? [introduction(plain('Những lần gia hạn trước:')), history(form.extensions)] : []),
    { kind: 'signatures', right: officerSigns(form, 'Người thông báo') },
    tracking(form.dossier.trackingUrl, form.office),
  ]);

const history = (extensions: readonly Extension[]): Table => ({
  kind: 'table',
  columns: [
    { title: 'Ngày gia hạn', share: 0.2 },
    { title: 'Hẹn cũ', share: 0.2 },
    { title: 'Hẹn mới', share: 0.2 },
    { title: 'Lý do', share: 0.4 },
  ],
  rows: extensions.map(({ at, from, to, reason }) => [plain(shortTime(at)), plain(shortTime(from)), plain(shortTime(to)), plain(reason)]),
});
