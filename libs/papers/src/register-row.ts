import type { RegisterRow } from '@lienthong/documents';
import type { RecordedEvent } from '@lienthong/dossier';
import { evolve, type Dossier, type DossierId, type DossierOutcome } from '@lienthong/dossier/domain';
import { codeOf } from './issue';
import { procedureTitle, type Reference } from './reference';
import { requesterOf } from './requester';

const OUTCOMES: Readonly<Record<DossierOutcome, string>> = {
  completed: 'Đã giải quyết',
  'with-refusals': 'Đã giải quyết, có thủ tục bị từ chối',
  refused: 'Từ chối giải quyết',
  declined: 'Từ chối tiếp nhận',
  withdrawn: 'Người nộp rút hồ sơ',
  stopped: 'Dừng giải quyết',
};

/** A dossier in the register, or nothing if it was not received. */
export function registerRow(id: DossierId, history: readonly RecordedEvent[], reference: Reference): RegisterRow | undefined {
  const dossier = history.reduce<Dossier | undefined>((known, { event, at }) => evolve(known, event, at, id), undefined);
  if (dossier?.receivedAt === undefined) return undefined;
  const { name, address, phone } = requesterOf(dossier, reference);
  const contact = [address, phone].filter(Boolean).join('; ');
  const titles = (keys: Dossier['chosen']): string[] => keys.map((key) => procedureTitle(reference, dossier, key));
  const refused = titles(dossier.chosen.filter((key) => dossier.procedures[key]?.status === 'refused'));
  const returnedAt = history.find(({ event }) => event.type === 'ResultsReturned')?.at;
  const due = dossier.clock.due['dossier'];
  return {
    dossierCode: codeOf(dossier),
    requester: name,
    ...(contact && { contact }),
    procedures: titles(dossier.chosen),
    receivedAt: dossier.receivedAt,
    ...(due && { appointmentAt: due.promised }),
    ...(returnedAt && { returnedAt }),
    outcome: dossier.outcome === undefined ? 'Đang giải quyết' : OUTCOMES[dossier.outcome],
    ...(refused.length > 0 && { note: `Từ chối: ${refused.join('; ')}` }),
  };
}
