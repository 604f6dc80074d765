import { DossierBusy } from '@lienthong/dossier';
import { CommandRejected, type DossierId } from '@lienthong/dossier/domain';
import { Metrics } from './metrics';
import { observeCommands } from './observe-commands';

describe('commands', () => {
  it('are counted by name and by what came of them, a fixed list of words whatever was thrown', async () => {
    const metrics = new Metrics();
    const begin = () => observeCommands(metrics).begin('d-1' as DossierId, { type: 'PassTime' });
    begin().end(true);
    begin().end(false);
    begin().fail(new CommandRejected('dossier-ended', 'returned'), true);
    begin().fail(new DossierBusy('d-1: too many'), false);
    begin().fail(Object.assign(new Error('Nguyễn Bảo An'), { code: 'Nguyễn Bảo An' }), false);
    const { values } = await metrics.commands.get();
    const counts = values.filter(({ metricName }) => metricName?.endsWith('_count'));
    expect(counts.map(({ labels, value }) => [labels.command, labels.outcome, value])).toEqual(
      ['done', 'unchanged', 'rejected', 'busy', 'failed'].map((outcome) => ['PassTime', outcome, 1]),
    );
  });
});
