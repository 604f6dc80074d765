import { instant, ManualTimekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import { aboutHandoff, engineLog, type LogFormat, type LogLevel } from './engine-log';

describe('what the engine says while it runs', () => {
  const said = (format: LogFormat, level: LogLevel = 'info') => {
    const lines = { out: '', err: '' };
    const streams = { out: { write: (text: string) => (lines.out += text) }, err: { write: (text: string) => (lines.err += text) } };
    return { lines, log: engineLog(format, level, new ManualTimekeeper(instant('2026-10-26T03:00:00Z')), streams) };
  };

  it('is a line for people', () => {
    const { lines, log } = said('text');
    log.info('API at http://127.0.0.1:3000');
    log.warn('Redis is away');
    log.error('the board was not readable', new Error('disk I/O error'));
    expect(lines.out).toBe('engine: API at http://127.0.0.1:3000\n');
    expect(lines.err).toBe('engine: Redis is away\nengine: the board was not readable: disk I/O error\n');
  });

  it('is one object a line for programs, with the time, and the code of what is expected instead of a stack', () => {
    const { lines, log } = said('json');
    log.error('01a2.birth-registration', Object.assign(new Error('bring that one back\nsecond line'), { code: 'definition-changed' }));
    log.error('a surprise', new TypeError('x is not a function'));
    log.error('text', 'no error at all');
    expect(
      lines.err
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      {
        time: '2026-10-26T03:00:00.000Z',
        level: 'error',
        program: 'engine',
        message: '01a2.birth-registration',
        error: { code: 'definition-changed', message: 'bring that one back\nsecond line' },
      },
      expect.objectContaining({ error: { message: 'x is not a function', stack: expect.stringContaining('engine-log.spec') as string } }),
      expect.objectContaining({ error: { message: 'no error at all' } }),
    ]);
  });

  it('names what a line is about in fields of their own, for programs', () => {
    const { lines, log } = said('json');
    const about = aboutHandoff('01a2.birth-registration' as HandoffId, { agency: 'justice', traceparent: '00-aa-bb-01' });
    log.error('01a2.birth-registration', new Error('x'), about);
    log.warn('stands still', { dossier: '01a2' });
    const [error, warning] = lines.err.trimEnd().split('\n');
    expect(JSON.parse(error ?? '')).toMatchObject({ dossier: '01a2', handoff: '01a2.birth-registration', agency: 'justice', trace: 'aa' });
    expect(JSON.parse(warning ?? '')).toMatchObject({ dossier: '01a2' });
  });

  it('is no more than what is asked for', () => {
    const levelsAt = (level: LogLevel): string[] => {
      const { lines, log } = said('json', level);
      log.error('e', 'why');
      log.warn('w');
      log.info('i');
      log.debug?.('d', {});
      const all = (lines.err + lines.out).trimEnd().split('\n');
      return all.map((line) => (JSON.parse(line) as { level: string }).level);
    };
    expect(levelsAt('error')).toEqual(['error']);
    expect(levelsAt('warn')).toEqual(['error', 'warn']);
    expect(levelsAt('info')).toEqual(['error', 'warn', 'info']);
    expect(levelsAt('debug')).toEqual(['error', 'warn', 'info', 'debug']);
  });
});
