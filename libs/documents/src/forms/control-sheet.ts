import type { ControlSheetForm, HandOver, Holder } from '../form-data';
import type { Table } from '../page/block';
import { A5_ACROSS } from '../page/paper';
import { bold, plain, type Text } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { longTime, shortTime } from './dates';
import { aboutDossier, conclusion, introduction, moment, officerSigns, tracking } from './phrases';
import { sheet } from './sheet';

/** 06: every hand-over. Printed again after another one, it has the same rows and one more. */
export const controlSheet = (form: ControlSheetForm): Composition =>
  sheet(form, { title: FORM_TITLES['06'].vi, paper: A5_ACROSS, foot: form.dossier.code }, [
    ...aboutDossier(form),
    ...moment('Tiếp nhận lúc', form.receivedAt),
    ...moment('Hẹn trả kết quả', form.appointmentAt, bold),
    ...(form.handOvers.length > 0 ? [introduction(plain('Các lần giao nhận:')), handOvers(form.handOvers)] : []),
    conclusion(plain(`Tính đến ${longTime(form.issuedAt)}: ${form.handOvers.length} lần giao nhận.`)),
    { kind: 'signatures', right: officerSigns(form, 'Người lập phiếu') },
    tracking(form.dossier.trackingUrl, form.office),
  ]);

const KEPT: Readonly<Record<NonNullable<HandOver['kept']>, string>> = { early: 'Trước hạn', 'on-time': 'Đúng hạn', late: 'Quá hạn' };

const handOvers = (all: readonly HandOver[]): Table => ({
  kind: 'table',
  columns: [
    { title: 'STT', share: 0.06, align: 'centre' },
    { title: 'Thời điểm', share: 0.12, align: 'centre' },
    { title: 'Bên giao', share: 0.22 },
    { title: 'Bên nhận', share: 0.22 },
    { title: 'Hạn', share: 0.12, align: 'centre' },
    { title: 'Kết quả', share: 0.1, align: 'centre' },
    { title: 'Ghi chú', share: 0.16 },
  ],
  rows: all.map(({ at, from, to, due, kept, note }, i) => [
    plain(`${i + 1}`),
    plain(shortTime(at)),
    holder(from),
    holder(to),
    plain(due === undefined ? '' : shortTime(due)),
    kept === 'late' ? bold(KEPT.late) : plain(kept === undefined ? '' : KEPT[kept]),
    plain(note ?? ''),
  ]),
});

const holder = ({ unit, person }: Holder): Text => plain(person === undefined ? unit : `${unit} (${person})`);
