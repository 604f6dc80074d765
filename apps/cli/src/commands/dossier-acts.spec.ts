import { createProgram } from '../program';

/** What is said about a command line that makes no sense; nothing is asked of any engine. */
const said = (...words: readonly string[]): Promise<unknown> =>
  createProgram()
    .parseAsync(['dossier', ...words], { from: 'user' })
    .then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : error),
    );

describe('an act on a dossier', () => {
  it.each([
    ['neither asks for a supplement nor provides one', ['supplement', 'x'], '--provide <number>'],
    ['asks and provides at once', ['supplement', 'x', '--ask', 'y', '--provide', '1'], '--provide'],
    ['asks for a supplement and brings its form', ['supplement', 'x', '--ask', 'y', '--form', 'form.json'], '--form'],
    ['neither asks for a payment nor records one', ['payment', 'x'], '--received <number>'],
    ['asks for an amount that means two things', ['payment', 'x', '--ask', '24.000', '--for', 'y'], 'such as 24000'],
    ['brings a form that is not there', ['correct', 'x', '--reason', 'y', '--form', 'nothing.json'], 'nothing.json'],
    ['corrects a result that cannot be read', ['correct', 'x', '--reason', 'y', '--result', 'number'], 'birth-registration.number=113'],
    ['decides on a duplicate without a reason', ['duplicates', 'x', '--same', 'y'], '--reason'],
    ['finds the same and another matter at once', ['duplicates', 'x', '--same', 'y', '--other', 'z'], '--same'],
    ['assigns to nobody', ['assign', 'x', '--reason', 'y'], '--office'],
    ['assigns without a reason', ['assign', 'x', '--office', '26734'], '--reason'],
    ['withdraws without a reason', ['withdraw', 'x'], '--reason'],
    ['declines without a reason', ['decline', 'x'], '--reason'],
    ['stops without a reason', ['stop', 'x'], '--reason'],
  ])('is not carried out, and says how it is meant, when it %s', async (_, words, hint) => {
    expect(await said(...words)).toContain(hint);
  });
});
