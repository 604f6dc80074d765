/** A sheet of paper; lengths in points (1/72 inch). */
export interface Paper {
  readonly size: 'A4' | 'A5';
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly side: number; readonly top: number; readonly bottom: number };
  /** Of the letters in running text. */
  readonly textSize: number;
}

const A5 = { size: 'A5', textSize: 10 } as const;

// ISO 216: 148 mm by 210 mm.
export const A5_UPRIGHT: Paper = { ...A5, width: 419.53, height: 595.28, margin: { side: 36, top: 22, bottom: 32 } };
export const A5_ACROSS: Paper = { ...A5, width: 595.28, height: 419.53, margin: { side: 40, top: 24, bottom: 34 } };

// 297 mm by 210 mm.
export const A4_ACROSS: Paper = {
  size: 'A4',
  width: 841.89,
  height: 595.28,
  margin: { side: 48, top: 34, bottom: 42 },
  textSize: 10.5,
};
