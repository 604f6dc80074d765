import { progressBar, type Screen } from './progress-bar';

const LABEL = { en: 'checking', vi: 'đang kiểm tra' };

class Terminal implements Screen {
  readonly written: string[] = [];
  millis = 0;
  readonly stream = { isTTY: true, columns: 120, write: (text: string) => this.written.push(text) };
  now = (): number => this.millis;

  /** What stands in the line now. */
  get line(): string {
    return this.written.at(-1)?.replace('\r\u001b[K', '') ?? '';
  }
}

describe('the progress bar', () => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = new Terminal();
  });

  it('shows percent, count, rate and the time that is left', () => {
    const bar = progressBar({ json: false, language: 'en' }, LABEL, 'count', terminal);
    bar.update(0, 100_000);
    terminal.millis = 2_000;
    bar.update(50_000, 100_000);
    expect(terminal.line).toBe('checking  ████████░░░░░░░░   50%  2 s left  50,000 / 100,000  25,000/s');
  });

  it('speaks Vietnamese, and counts bytes in megabytes', () => {
    const bar = progressBar({ json: false, language: 'vi' }, LABEL, 'bytes', terminal);
    bar.update(0, 6_000_000_000);
    terminal.millis = 1_000;
    bar.update(1_500_000, 6_000_000_000);
    expect(terminal.line).toMatch(/^đang kiểm tra .* 0% {2}còn 67 min {2}1,5 MB \/ 6\.000,0 MB {2}1,5 MB\/s$/);
  });

  it('reckons the rate from where it began, not from the beginning', () => {
    const bar = progressBar({ json: false, language: 'en' }, LABEL, 'count', terminal);
    bar.update(90, 100);
    terminal.millis = 1_000;
    bar.update(95, 100);
    expect(terminal.line).toMatch(/ 1 s left {2}95 \/ 100 {2}5\/s$/);
  });

  it('draws ten times a second at most, keeps to the line, and leaves it empty', () => {
    const bar = progressBar({ json: false, language: 'en' }, LABEL, 'count', terminal);
    for (terminal.millis = 0; terminal.millis < 1_000; terminal.millis++) bar.update(terminal.millis, 1_000);
    expect(terminal.written).toHaveLength(10);
    terminal.stream.columns = 20;
    terminal.millis = 2_000;
    bar.update(1_000, 1_000);
    expect(terminal.line).toHaveLength(19);
    bar.end();
    expect(terminal.line).toBe('');
  });

  it('keeps silent beside JSON and where no person looks', () => {
    progressBar({ json: true, language: 'en' }, LABEL, 'count', terminal).update(1, 2);
    const pipe = { stream: { write: terminal.stream.write }, now: terminal.now };
    const silent = progressBar({ json: false, language: 'en' }, LABEL, 'count', pipe);
    silent.update(1, 2);
    silent.end();
    expect(terminal.written).toEqual([]);
  });
});
