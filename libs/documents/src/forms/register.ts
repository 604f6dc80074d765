import { plusMillis } from '@lienthong/calendar';
import type { RegisterForm, RegisterRow } from '../form-data';
import type { Table } from '../page/block';
import { A4_ACROSS } from '../page/paper';
import { italic, joined, plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { shortDate, shortTime } from './dates';
import { conclusion, officerSigns, subtitle } from './phrases';
import { sheet } from './sheet';

/** 07: the dossiers of a period, one row each. */
export const register = (form: RegisterForm): Composition =>
  sheet(form, { title: FORM_TITLES['07'].vi, paper: A4_ACROSS, foot: `Sổ theo dõi hồ sơ, ${period(form)}` }, [
    subtitle(italic(`(${period(form)})`)),
    ...(form.rows.length > 0 ? [rows(form.rows)] : []),
    conclusion(plain(`Tổng số: ${form.rows.length} hồ sơ.`)),
    { kind: 'signatures', right: officerSigns(form, 'Người lập sổ') },
  ]);

// `until` is the first moment that no longer belongs to it; people name the last day.
const period = ({ from, until }: RegisterForm): string => `từ ngày ${shortDate(from)} đến ngày ${shortDate(plusMillis(until, -1))}`;

const rows = (all: readonly RegisterRow[]): Table => ({
  kind: 'table',
  columns: [
    { title: 'STT', share: 0.05, align: 'centre' },
    { title: 'Mã hồ sơ', share: 0.16 },
    { title: 'Người nộp hồ sơ', share: 0.19 },
    { title: 'Nội dung yêu cầu', share: 0.2 },
    { title: 'Tiếp nhận', share: 0.09, align: 'centre' },
    { title: 'Hẹn trả', share: 0.09, align: 'centre' },
    { title: 'Trả kết quả', share: 0.09, align: 'centre' },
    { title: 'Kết quả, ghi chú', share: 0.13 },
  ],
  rows: all.map((row, i) => [
    plain(`${i + 1}`),
    plain(row.dossierCode),
    joined(row.requester, ...(row.contact === undefined ? [] : [italic(`, ${row.contact}`)])),
    plain(row.procedures.join('; ')),
    ...[row.receivedAt, row.appointmentAt, row.returnedAt].map((at) => plain(at === undefined ? '' : shortTime(at))),
    plain([row.outcome, row.note].filter(Boolean).join('. ')),
  ]),
});
