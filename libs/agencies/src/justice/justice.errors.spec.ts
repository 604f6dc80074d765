import { lookUp } from '../wire';
import { justiceErrors } from './justice.errors';

describe('what Justice says in prose', () => {
  it.each([
    'Hồ sơ đã được tiếp nhận trước đó',
    'Hồ sơ đã được tiếp nhận trước đó'.normalize('NFD'),
    'HỒ SƠ ĐÃ ĐƯỢC TIẾP NHẬN',
    'Lỗi:  hồ sơ   đã được tiếp nhận.',
    'Mã hồ sơ đã tồn tại trên hệ thống',
    'Thông báo đã được tiếp nhận trước đó',
  ])('is that they have it already: %s', (text) => {
    expect(lookUp(justiceErrors, '', text)).toMatchObject({ code: 'already-received', verdict: 'acknowledged' });
  });

  it.each(['Hồ sơ chưa được tiếp nhận', 'Không tìm thấy hồ sơ', ''])('is not taken for that: %j', (text) => {
    expect(lookUp(justiceErrors, '', text)).toBeUndefined();
  });

  it('gives way to a code: the same key with other content is no acknowledgement', () => {
    expect(lookUp(justiceErrors, 'HS02', 'Mã hồ sơ đã tồn tại')).toMatchObject({ verdict: 'final' });
  });
});
