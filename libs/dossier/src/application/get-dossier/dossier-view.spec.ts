import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, ProcedureKey } from '@lienthong/bundle';
import { projectRoot } from '@lienthong/installation';
import type { Form } from '../../domain';
import { Scenario, workflows } from '../../testing/scenario';
import { dossierView } from './dossier-view';

const bundle = workflows.get('death@2026-09-01') as Bundle;
const submission = JSON.parse(readFileSync(join(projectRoot(), 'workflows/death/examples/le-thi-mui.json'), 'utf8')) as {
  chosen: readonly ProcedureKey[];
  form: Form;
};

it('a procedure that can go several ways shows its agency only once it has started', () => {
  const scenario = Scenario.receivedUnder(bundle, submission);
  const agencies = () => dossierView(scenario.state, 0, bundle, []).procedures.map(({ agency }) => agency);
  expect(agencies()).toEqual(['justice', 'police', undefined]);
  const entry = { number: '61', book: '01/2026', page: '31', registeredOn: '2026-11-12', document: { code: 'KQ.G15.000034' } };
  scenario.report('death-registration' as ProcedureKey, 'completed', { result: entry });
  expect(agencies()).toEqual(['justice', 'police', 'commune-affairs']);
});
