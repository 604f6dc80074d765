import type { Actor } from '@lienthong/event-store';
import type { Office, Officer } from '@lienthong/documents';
import type { Reference } from './reference';

// What an office is called on paper [A], where the list has the commune's name only.
const KIND = /^(Xã|Phường|Đặc khu|Thị trấn) /;

/** The one-stop of a commune, as the head of a form names it. */
export function oneStopOf({ workflows }: Reference, code: string): Office {
  const office = workflows.offices.get(code);
  if (office === undefined) return { code, name: `Bộ phận Một cửa mã ${code}` };
  const { name: commune, address, phone } = office;
  const inText = commune.replace(KIND, (kind) => kind.toLocaleLowerCase('vi'));
  return {
    code,
    name: `Bộ phận Một cửa ${inText}`,
    authority: `Ủy ban nhân dân ${inText}`,
    place: commune.replace(KIND, ''),
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
  };
}

/**
 * The officer who acted, as the list of the office for which he acted names him, or that of the dossier's. Nothing if he is in neither:
 * an id is no name to be signed with, and a line is left to be filled in by hand.
 */
export function officerOf({ workflows }: Reference, { kind, id, office: own }: Actor, office: string): Officer | undefined {
  if (kind !== 'officer') return undefined;
  return [own, office].map((code) => listed(code === undefined ? undefined : workflows.offices.get(code)?.officers, id)).find(Boolean);
}

const listed = (officers: Readonly<Record<string, Officer>> = {}, id: string): Officer | undefined =>
  Object.hasOwn(officers, id) ? officers[id] : undefined;
