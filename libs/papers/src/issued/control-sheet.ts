import type { ControlSheetForm } from '@lienthong/documents';
import { handOversOf } from '../hand-overs';
import { headOf, type Issue } from '../issue';

/** 06, at any time: every hand-over up to then. Whoever prints it signs it. */
export function controlSheet(issue: Issue): ControlSheetForm {
  const { dossier, past, reference } = issue;
  const { officer: _, ...head } = headOf(issue);
  const due = dossier.clock.due['dossier'];
  return {
    ...head,
    form: '06',
    ...(dossier.receivedAt !== undefined && { receivedAt: dossier.receivedAt }),
    ...(due && { appointmentAt: due.promised }),
    handOvers: handOversOf(dossier.id, past, reference),
  };
}
