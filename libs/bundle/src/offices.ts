import type { LocalDate } from '@lienthong/calendar';

/** The one-stop of a commune. Codes are never given to another commune; a commune that ended has a successor. */
export interface Office {
  /** Five digits. */
  readonly code: string;
  readonly name: string;
  /** Two digits. */
  readonly province: string;
  readonly from: LocalDate;
  /** exclusive */
  readonly until?: LocalDate;
  /** Code of the commune that took over. */
  readonly successor?: string;
  /** Where citizens find the one-stop. */
  readonly address?: string;
  readonly phone?: string;
  /** Who stands on official forms, by the id under which he acts. */
  readonly officers?: Readonly<Record<string, Officer>>;
}

/** An officer as official forms name him. */
export interface Officer {
  readonly name: string;
  readonly title?: string;
}

export const OFFICES_FILE = 'reference/offices.yaml';

/** `reference/offices.yaml` as it is written. */
export interface OfficesDefinition {
  readonly offices: Readonly<Record<string, Omit<Office, 'code'>>>;
}

export const officesOf = ({ offices }: OfficesDefinition): readonly Office[] =>
  Object.entries(offices).map(([code, office]) => ({ code, ...office }));

/** The communes whose one-stops this installation serves. */
export class Offices {
  private readonly byCode: ReadonlyMap<string, Office>;

  constructor(readonly list: readonly Office[]) {
    this.byCode = new Map(list.map((office) => [office.code, office]));
  }

  /** By its code; ended ones and coming ones, too. */
  get(code: string): Office | undefined {
    return this.byCode.get(code);
  }

  /** Who serves on that day what the office of this code once served: itself, or its successor, or the successor's. */
  serving(code: string, day: LocalDate): Office | undefined {
    const office = this.byCode.get(code);
    if (!office || day < office.from) return undefined;
    if (office.until === undefined || day < office.until) return office;
    return office.successor === undefined ? undefined : this.serving(office.successor, day);
  }
}
