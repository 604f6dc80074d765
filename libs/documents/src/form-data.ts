import type { Instant } from '@lienthong/calendar';

/**
 * What an official form of the one-stop shop says (TT 03/2025/TT-VPCP, forms 01 to 07). Plain data that survives JSON; texts
 * are Vietnamese, times are printed in Vietnamese time.
 */
export type FormData = ReceiptForm | SupplementForm | RefusalForm | ApologyForm | StopForm | ControlSheetForm | RegisterForm;

export type FormNumber = FormData['form'];

/** What every form has. */
export interface Issued {
  readonly issuedAt: Instant;
  readonly office: Office;
  /** Its number in the office's series, e.g. `125/TNHS`; without it a line is left to be filled in by hand. */
  readonly number?: string;
  /** Who signs; without it the line is left for the name of whoever does. */
  readonly officer?: Officer;
}

/** The one-stop that issues the form. */
export interface Office {
  readonly name: string;
  readonly code: string;
  /** The authority above it, e.g. the People's Committee. */
  readonly authority?: string;
  /** For the line of place and date, e.g. `Tân Hòa`; the date stands alone without it. */
  readonly place?: string;
  readonly address?: string;
  readonly phone?: string;
}

export interface Officer {
  readonly name: string;
  readonly title?: string;
}

/** What forms 01 to 06 say about their dossier. */
export interface OfDossier extends Issued {
  readonly dossier: {
    readonly code: string;
    /** Its number at the national portal. */
    readonly linkedNumber?: string;
    /** Printed as a QR code. */
    readonly trackingUrl: string;
  };
  readonly requester: { readonly name: string; readonly address?: string; readonly phone?: string };
  readonly procedures: readonly string[];
}

/** 01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export interface ReceiptForm extends OfDossier {
  readonly form: '01';
  readonly papers: readonly Paper[];
  readonly receivedAt: Instant;
  /** Absent where no time limit was counted. */
  readonly appointmentAt?: Instant;
  /** The time limit in words, e.g. `03 ngày làm việc`. */
  readonly legalLimit?: string;
  /** Where, or how, results are returned. */
  readonly returnedAt?: string;
}

export interface Paper {
  readonly title: string;
  readonly kind: 'original' | 'copy' | 'electronic';
  readonly copies: number;
}

/** 02 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export interface SupplementForm extends OfDossier {
  readonly form: '02';
  readonly wanted: readonly { readonly what: string; readonly why: string }[];
  /** After this the request lapses; absent while nobody can say when. */
  readonly provideBy?: Instant;
}

/** 03 Phiếu từ chối tiếp nhận giải quyết hồ sơ. The reasons are for people, never technical errors. */
export interface RefusalForm extends OfDossier {
  readonly form: '03';
  /** One procedure, where not the dossier as a whole is refused, and who refused it. */
  readonly refused?: { readonly procedure: string; readonly by: string };
  readonly reasons: readonly string[];
  readonly whatToDo?: string;
}

/** 04 Văn bản xin lỗi và đề nghị gia hạn. */
export interface ApologyForm extends OfDossier {
  readonly form: '04';
  /** The one procedure that will be late, where not the dossier as a whole. */
  readonly procedure?: string;
  readonly receivedAt: Instant;
  readonly originalDue: Instant;
  readonly newDue: Instant;
  readonly reasons: readonly string[];
  /** Who holds the dossier now. */
  readonly holder?: string;
  /** Earlier extensions, oldest first. */
  readonly extensions: readonly Extension[];
}

export interface Extension {
  readonly at: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}

/** 05 Thông báo dừng giải quyết hồ sơ. */
export interface StopForm extends OfDossier {
  readonly form: '05';
  readonly receivedAt: Instant;
  readonly stoppedAt: Instant;
  readonly reasons: readonly string[];
  /** Results that exist all the same: what is registered stays registered. */
  readonly results?: readonly string[];
}

/** 06 Phiếu kiểm soát quá trình giải quyết hồ sơ: every hand-over, oldest first; rows are only added. */
export interface ControlSheetForm extends OfDossier {
  readonly form: '06';
  /** Absent before the reception. */
  readonly receivedAt?: Instant;
  readonly appointmentAt?: Instant;
  readonly handOvers: readonly HandOver[];
}

export interface HandOver {
  readonly at: Instant;
  readonly from: Holder;
  readonly to: Holder;
  /** When the giver had to be done. */
  readonly due?: Instant;
  /** Missing where nothing was due. */
  readonly kept?: 'early' | 'on-time' | 'late';
  readonly note?: string;
}

export interface Holder {
  readonly unit: string;
  readonly person?: string;
}

/** 07 Sổ theo dõi hồ sơ: the dossiers received in a period, `from` until before `until`. */
export interface RegisterForm extends Issued {
  readonly form: '07';
  readonly from: Instant;
  readonly until: Instant;
  readonly rows: readonly RegisterRow[];
}

export interface RegisterRow {
  readonly dossierCode: string;
  readonly requester: string;
  readonly contact?: string;
  readonly procedures: readonly string[];
  readonly receivedAt: Instant;
  readonly appointmentAt?: Instant;
  readonly returnedAt?: Instant;
  readonly outcome?: string;
  readonly note?: string;
}
