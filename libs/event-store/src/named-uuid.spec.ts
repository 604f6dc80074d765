import { v5 } from 'uuid';
import { namedUuids } from './named-uuid';

describe('a UUID made from a name', () => {
  it.each(['', 'a', '019a9f00-0000-7000-8000-000000000001/submit/0', 'Nguyễn Bảo An', 'x'.repeat(10_000)])(
    'is the one that RFC 9562 says: %p',
    (name) => {
      const namespace = '5d1c7a52-3f0e-5b0e-9d0c-6c69656e7468';
      expect(namedUuids(namespace)(name)).toBe(v5(name, namespace));
    },
  );
});
