import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';
import { object, oneOf, open, text } from '../wire/schema-parts';
import { some } from '../wire/some';
import { WireSchema } from '../wire/wire-schema';
import { writeTimestamp } from './justice.dates';
import { toHoSo } from './justice.mapping';
import { hoSo, traLoiMembers, type HoSo, type TraLoi } from './justice.messages';
import { timestamp } from './justice.parts';

/** `POST /justice/thong-bao`: something about a dossier. In the manner of Justice's messages, but our own proposal. [D] */
export interface ThongBao {
  /** The notice: the idempotency key, here and in the header. */
  readonly maThongBao: string;
  /** 1 supplement, 2 correction, 3 withdrawal. */
  readonly loaiThongBao: '1' | '2' | '3';
  /** Counts the supplements, or the corrections, of the linked dossier. */
  readonly lanThu: number;
  /** The key of the dossier that it is about. */
  readonly maHoSo: string;
  readonly maHoSoLienThong: string;
  readonly maDonVi: string;
  readonly ngayGui: string;
  /** The whole dossier as it is now, under its own key; not in a withdrawal. */
  readonly hoSo?: HoSo;
}

export const thongBao = new WireSchema<ThongBao>({
  ...object(
    {
      maThongBao: text,
      loaiThongBao: oneOf('1', '2', '3'),
      lanThu: { type: 'integer', minimum: 1 },
      maHoSo: text,
      maHoSoLienThong: text,
      maDonVi: text,
      ngayGui: timestamp,
    },
    { hoSo: hoSo.schema },
  ),
  if: { type: 'object', properties: { loaiThongBao: oneOf('3') } },
  then: { type: 'object', properties: { hoSo: false } },
  else: { type: 'object', required: ['hoSo'] },
});

/** `POST /justice/tra-cuu-thong-bao`: whether they have a notice. */
export interface TraCuuThongBao {
  readonly maThongBao: string;
}
export const traCuuThongBao = new WireSchema<TraCuuThongBao>(object({ maThongBao: text }));

/** `daTiepNhan` `"1"`: they have it; `"0"`: they do not. */
export interface TraLoiThongBao extends TraLoi {
  readonly maThongBao: string;
  readonly daTiepNhan: '1' | '0';
}
export const traLoiThongBao = new WireSchema<TraLoiThongBao>(open({ ...traLoiMembers, maThongBao: text, daTiepNhan: oneOf('1', '0') }));

const LOAI = { supplement: '1', correction: '2', withdrawal: '3' } as const;

/** A notice in Justice's words. Throws `Unmappable`. */
export function toThongBao(request: HandoffRequest, { kind, number, handoff: maHoSo }: NoticeAbout): ThongBao {
  return {
    maThongBao: request.handoff,
    loaiThongBao: LOAI[kind],
    lanThu: number,
    maHoSo,
    maHoSoLienThong: request.dossier,
    maDonVi: request.office,
    ngayGui: writeTimestamp(request.requestedAt),
    ...some('hoSo', kind === 'withdrawal' ? undefined : toHoSo({ ...request, handoff: maHoSo })),
  };
}
