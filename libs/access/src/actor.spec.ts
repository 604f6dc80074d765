import { ActorRequired, allow, NotAllowed, parseActor } from './actor';

describe('the header that says who asks', () => {
  it.each([
    ['kind=citizen; id=079094004521', { kind: 'citizen', id: '079094004521' }],
    ['kind=officer; id=tran.thi.b; office=26734; role=one-stop', { kind: 'officer', id: 'tran.thi.b', office: '26734', role: 'one-stop' }],
    ['id=tran.thi.b;kind=operator', { kind: 'operator', id: 'tran.thi.b' }],
    [' kind = officer ; id = a@b.vn ; ', { kind: 'officer', id: 'a@b.vn' }],
    ['kind=officer; id=a; unheard=of', { kind: 'officer', id: 'a' }],
  ])('is read: %s', (header, actor) => expect(parseActor(header)).toEqual(actor));

  it.each([
    [undefined],
    [''],
    ['officer'],
    ['kind=officer'],
    ['id=a'],
    ['kind=officer; id='],
    ['kind=Officer; id=a'],
    ['kind=agency; id=police'],
    ['kind=system; id=saga'],
    ['kind=constructor; id=a'],
    ['kind=officer; id=trần.thị.b'],
    ['kind=officer; id=a b'],
    ['kind=officer; id=a\r\nx'],
    ['kind=officer; id=<script>'],
    ['kind=officer; id="a"'],
    ['kind=officer; id=a=b'],
    ['kind=citizen; id=a; kind=officer'],
    ['kind=officer; id=a; id=b'],
    ['kind=officer; id=\u202ea'],
    ['kind=officer; id=a; office='],
    ['kind=officer; id=a; role=one stop'],
    [`kind=officer; id=${'a'.repeat(129)}`],
    [`${'kind=officer;'.repeat(10_000)}`],
  ])('is refused: %j', (header) => expect(() => parseActor(header)).toThrow(ActorRequired));

  it('does not let names of the language through as fields', () => {
    expect(parseActor('kind=officer; id=a; __proto__=x; toString=y')).toEqual({ kind: 'officer', id: 'a' });
  });
});

describe('what an actor may do', () => {
  const officer = { kind: 'officer', id: 'a' } as const;

  it('is allowed to the kinds that are named', () => expect(() => allow(officer, 'operator', 'officer')).not.toThrow());

  it('is refused to all others, saying for whom it is', () => {
    expect(() => allow(officer, 'operator')).toThrow(NotAllowed);
    expect(() => allow(officer, 'operator', 'citizen')).toThrow(/officer may not do this: it is for operator, citizen/);
    expect(() => allow(officer)).toThrow(NotAllowed);
  });
});
