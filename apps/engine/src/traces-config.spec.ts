import { readTraces } from './traces-config';

const urlOf = (environment: Record<string, string>): string | undefined => readTraces(environment).traces?.url;

describe('where traces go', () => {
  it('is nowhere unless somebody is named', () => {
    expect(readTraces({})).toEqual({ mistakes: [] });
    expect(readTraces({ LIENTHONG_TRACES_URL: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual({ mistakes: [] });
  });

  it('is the address that is given, with the path of OTLP where it has none', () => {
    expect(urlOf({ LIENTHONG_TRACES_URL: 'http://collector:4318' })).toBe('http://collector:4318/v1/traces');
    expect(urlOf({ LIENTHONG_TRACES_URL: 'https://collector.example/otlp/v1/traces' })).toBe('https://collector.example/otlp/v1/traces');
  });

  it('is what the variables of OpenTelemetry say, as its specification reads them, unless ours says otherwise', () => {
    expect(urlOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/otlp' })).toBe('http://collector:4318/otlp/v1/traces');
    const both = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://one:4318', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://other:4318/' };
    expect(urlOf(both)).toBe('http://other:4318/');
    expect(urlOf({ ...both, LIENTHONG_TRACES_URL: 'http://ours:4318' })).toBe('http://ours:4318/v1/traces');
  });

  it('is told with how many are kept', () => {
    const url = { LIENTHONG_TRACES_URL: 'http://collector:4318' };
    expect(readTraces(url).traces?.share).toBe(1);
    expect(readTraces({ ...url, LIENTHONG_TRACES_SHARE: '0.1' }).traces?.share).toBe(0.1);
  });

  it('is refused, without repeating it, when it is no address, and so is a share that is none', () => {
    const { mistakes } = readTraces({ LIENTHONG_TRACES_URL: 'grpc://secret@collector', LIENTHONG_TRACES_SHARE: '10%' });
    expect(mistakes).toEqual([expect.stringMatching(/^LIENTHONG_TRACES_SHARE=10%: /), expect.stringMatching(/^LIENTHONG_TRACES_URL: /)]);
    expect(mistakes.join()).not.toContain('secret');
  });
});
