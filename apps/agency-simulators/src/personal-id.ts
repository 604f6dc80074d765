import type { justice } from '@lienthong/agencies';
import { digits, type Random } from './random';

/**
 * A new personal ID: three digits for the province, one for century and sex (1900s 0/1, 2000s 2/3; even is male), two for the year of
 * birth, six of its own. Never one that is in `issued`, which it joins.
 */
export function personalIdFor(
  child: Pick<justice.HoSoKhaiSinh['nguoiDuocKhaiSinh'], 'ngaySinh' | 'gioiTinh'>,
  province: string,
  random: Random,
  issued: Set<string>,
): string {
  const year = child.ngaySinh.slice(-4);
  const century = Math.floor(Number(year) / 100) - 19;
  const head = `0${province}${2 * century + (child.gioiTinh === '1' ? 0 : 1)}${year.slice(2)}`;
  let id = head + digits(random, 6);
  while (issued.has(id)) id = head + digits(random, 6);
  issued.add(id);
  return id;
}
