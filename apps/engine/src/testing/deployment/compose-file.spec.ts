import { composeFile } from './compose-file';

const file = (service: string): string => `name: x\nservices:\n  redis: { image: 'redis:7.2.5', ${service} }\n`;

describe('a compose file', () => {
  it('is read as it stands, with what it merges', () => {
    const text = 'name: x\nx-all: &all { read_only: true }\nservices:\n  redis: { <<: *all, image: redis:7.2.5 }\n';
    expect(composeFile('x.yaml', text).services).toEqual({ redis: { read_only: true, image: 'redis:7.2.5' } });
  });

  it.each([
    [
      'a word that the specification does not know',
      'health_check: {}',
      /services\/redis must NOT have additional properties.*health_check/,
    ],
    ['a setting that is no text', 'environment: { TLS: false }', /environment\/TLS must be string/],
    ['a port that is published without saying where', "ports: ['6379:6379']", /ports\/0 must match/],
    ['a time without a unit', "healthcheck: { test: [CMD, true], interval: '5' }", /interval must match/],
  ])('with %s is refused', (_slip, service, reason) => {
    expect(() => composeFile('x.yaml', file(service))).toThrow(reason);
  });
});
