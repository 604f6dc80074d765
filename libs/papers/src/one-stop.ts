import type { Office } from '@lienthong/documents';
import type { Reference } from './reference';

// What an office is called on paper [A]: its entry in the list has the commune's name only. Address and telephone are not in the list.
const KIND = /^(Xã|Phường|Đặc khu|Thị trấn) /;

/** The one-stop of a commune, as the head of a form names it. */
export function oneStopOf({ workflows }: Reference, code: string): Office {
  const commune = workflows.offices.get(code)?.name;
  if (commune === undefined) return { code, name: `Bộ phận Một cửa mã ${code}` };
  const inText = commune.replace(KIND, (kind) => kind.toLocaleLowerCase('vi'));
  return { code, name: `Bộ phận Một cửa ${inText}`, authority: `Ủy ban nhân dân ${inText}`, place: commune.replace(KIND, '') };
}
