import type { Text } from './text';

export type Align = 'left' | 'centre' | 'right';

/** A part of a form, from top to bottom. */
export type Block = Letterhead | Paragraph | Table | Signatures | Tracking;

/** Organisation and number on the left, the country's name and motto on the right. */
export interface Letterhead {
  readonly kind: 'letterhead';
  readonly formNumber: string;
  readonly authority?: Text;
  readonly office: Text;
  readonly number: Text;
  readonly placeAndDate: Text;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
  readonly align?: Align;
  /** Stands before the text, which is indented. */
  readonly marker?: string;
  /** In parts of the usual size. */
  readonly size?: number;
  /** Space above, in lines. */
  readonly above?: number;
  /** Never the last on its page. */
  readonly introduces?: boolean;
  /** Never the first on its page. */
  readonly concludes?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Text[])[];
}

export interface Column {
  readonly title: string;
  /** Of the whole width. */
  readonly share: number;
  readonly align?: Align;
}

export interface Signatures {
  readonly kind: 'signatures';
  readonly left?: Signature;
  readonly right: Signature;
}

export interface Signature {
  readonly role: string;
  readonly hint: string;
  readonly name: string;
}

/** The address under which the citizen follows the dossier, as a QR code with words beside it. */
export interface Tracking {
  readonly kind: 'tracking';
  readonly url: string;
  readonly words: readonly Text[];
}
