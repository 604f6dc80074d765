import { Option, type Command } from 'commander';
import { correctedResults } from '../corrected-results';
import { EXIT, Failure } from '../failure';
import { readJsonFile } from '../json-file';
import { print, settingsOf, type Settings } from '../settings';
import { actsTexts, type Done } from '../texts/acts';

const REASON = 'why; the citizen reads it';

interface SupplementOptions {
  readonly ask?: string;
  readonly provide?: string;
  readonly procedure?: string;
  readonly field?: readonly string[];
  readonly form?: string;
  readonly note?: string;
}

interface PaymentOptions {
  readonly ask?: string;
  readonly for?: string;
  readonly procedure?: string;
  readonly received?: string;
  readonly reference?: string;
}

/** The commands by which citizens and officers act on a dossier, beside submitting, receiving and returning it. */
export function addActs(dossier: Command): void {
  dossier
    .command('supplement <id>')
    .description('ask the citizen for what is missing, or record that it is there')
    .option('--ask <what>', 'what is missing, for the citizen to read')
    .option('--procedure <key>', 'with --ask, once the dossier is received: the procedure that lacks it')
    .option('--field <pointer...>', 'with --ask: where it belongs in the form, e.g. /marriage')
    .addOption(new Option('--provide <number>', 'what was asked for under this number is there').conflicts(['ask', 'procedure', 'field']))
    .addOption(new Option('--form <file>', 'with --provide: the whole form in a new version, as JSON').conflicts('ask'))
    .addOption(new Option('--note <text>', "with --provide: the citizen's words").conflicts('ask'))
    .action(async (id: string, options: SupplementOptions, command: Command) => {
      const { ask, provide, procedure, field, form, note } = options;
      const settings = settingsOf(command);
      if (ask !== undefined) return act(settings, id, 'supplements', { what: ask, procedure, fields: field }, actsTexts.supplementAsked);
      if (provide === undefined) throw new Failure('usage', actsTexts.supplementHow, EXIT.notDone);
      const given = { form: form === undefined ? undefined : readJsonFile(form), note };
      return act(settings, id, `supplements/${encodeURIComponent(provide)}/provision`, given, actsTexts.supplementProvided);
    });
  dossier
    .command('payment <id>')
    .description('ask the citizen for a payment, or record that it was received')
    .option('--ask <amount>', 'in whole đồng')
    .option('--for <purpose>', 'with --ask: what it is for; kept in the open, so no personal data')
    .option('--procedure <key>', 'with --ask: the procedure for which it is due')
    .addOption(new Option('--received <number>', 'what was asked for under this number is paid').conflicts(['ask', 'for', 'procedure']))
    .addOption(new Option('--reference <text>', 'with --received: the number of the receipt').conflicts('ask'))
    .action(async (id: string, { ask, for: purpose, procedure, received, reference }: PaymentOptions, command: Command) => {
      const settings = settingsOf(command);
      if (ask !== undefined) return act(settings, id, 'payments', { amount: amountOf(ask), purpose, procedure }, actsTexts.paymentAsked);
      if (received === undefined) throw new Failure('usage', actsTexts.paymentHow, EXIT.notDone);
      return act(settings, id, `payments/${encodeURIComponent(received)}/receipt`, { reference }, actsTexts.paymentReceived);
    });
  dossier
    .command('assign <id>')
    .description('assign a dossier that came in for an unknown commune to the one-stop to which it belongs')
    .requiredOption('--office <code>', 'of the commune, five digits')
    .requiredOption('--reason <text>', 'how that was found out; sealed')
    .action(async (id: string, { office, reason }: { office: string; reason: string }, command: Command) =>
      act(settingsOf(command), id, 'office', { office, reason }, actsTexts.assigned),
    );
  for (const [name, path, description, done] of [
    ['withdraw', 'withdrawal', 'withdraw a dossier for the citizen, as long as nothing is decided', actsTexts.withdrawn],
    ['decline', 'refusal', 'do not take a submitted dossier in', actsTexts.declined],
    ['stop', 'stop', 'stop a dossier that is under way; what was decided stays', actsTexts.stopped],
  ] as const) {
    dossier
      .command(`${name} <id>`)
      .description(description)
      .requiredOption('--reason <text>', REASON)
      .action(async (id: string, { reason }: { reason: string }, command: Command) => act(settingsOf(command), id, path, { reason }, done));
  }
  dossier
    .command('correct <id>')
    .description('put right what was wrong in the form or in a result; agencies that were given it are told')
    .option('--form <file>', 'the whole form as it should have been, as JSON (see: dossier form)')
    .option('--result <procedure.field=value...>', 'a field of a result as it should have been')
    .requiredOption('--reason <text>', REASON)
    .action(async (id: string, options: { form?: string; result?: string[]; reason: string }, command: Command) => {
      const { form, result, reason } = options;
      const results = result && correctedResults(result);
      const corrected = { reason, form: form === undefined ? undefined : readJsonFile(form), results };
      return act(settingsOf(command), id, 'corrections', corrected, actsTexts.corrected);
    });
}

/** `24.000` is no number of đồng: who writes it means one thing in Viet Nam and another elsewhere. */
function amountOf(text: string): number {
  if (!/^\d{1,13}$/.test(text)) throw new Failure('usage', actsTexts.amountUnreadable(text), EXIT.notDone);
  return Number(text);
}

/** Carries it out, and says so. */
async function act(settings: Settings, id: string, path: string, body: object, done: Done): Promise<void> {
  const acted = await settings.api.act(id, path, body);
  print(settings, acted, () => done(acted)[settings.language]);
}
