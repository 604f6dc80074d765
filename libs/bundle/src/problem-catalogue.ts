import type { Bilingual } from './bundle';

type Detail = (name: string) => string;
export interface Entry {
  readonly severity?: 'warning';
  readonly text: (detail: Detail) => { readonly message: Bilingual; readonly cure: Bilingual };
}

const meant = (near: string): Bilingual =>
  near === '' ? { vi: '', en: '' } : { vi: `Có phải ý bạn là “${near}”? `, en: `Did you mean “${near}”? ` };

/** An entry whose texts are templates: `{name}` is filled with the detail, `{meant}` with a suggestion of the near word. */
function entry(vi: string, en: string, cureVi: string, cureEn: string, severity?: 'warning'): Entry {
  const fill = (template: string, language: keyof Bilingual, detail: Detail) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'meant' ? meant(detail('near'))[language] : detail(name)));
  return {
    ...(severity ? { severity } : {}),
    text: (detail) => ({
      message: { vi: fill(vi, 'vi', detail), en: fill(en, 'en', detail) },
      cure: { vi: fill(cureVi, 'vi', detail), en: fill(cureEn, 'en', detail) },
    }),
  };
}

// Codes are stable: editors, tests and the pages of the console refer to them.
export const PROBLEMS = {
  'yaml-syntax': entry(
    'Tệp YAML viết sai: {detail}',
    'The YAML cannot be read: {detail}',
    'Kiểm tra thụt đầu dòng, dấu hai chấm và dấu nháy ở dòng này.',
    'Check indentation, colons and quotes on this line.',
  ),
  'duplicate-key': entry(
    'Khóa “{key}” được viết hai lần.',
    'The key “{key}” is written twice.',
    'Giữ lại một trong hai.',
    'Keep one of the two.',
  ),
  'unknown-key': entry(
    'Không có khóa “{key}” ở đây.',
    'There is no key “{key}” here.',
    '{meant}Các khóa dùng được: {known}.',
    '{meant}Keys that may stand here: {known}.',
  ),
  'missing-key': entry('Thiếu khóa “{key}”.', 'The key “{key}” is missing.', 'Thêm khóa “{key}”.', 'Add the key “{key}”.'),
  'wrong-value': entry(
    'Giá trị không đúng: {vi}',
    'The value is not right: {en}',
    'Sửa giá trị theo workflows/schema.',
    'Correct the value as workflows/schema describes it.',
  ),
  'agencies-missing': entry(
    'Không có danh mục cơ quan.',
    'The list of agencies is missing.',
    'Tạo tệp reference/agencies.yaml.',
    'Create reference/agencies.yaml.',
  ),
  'unknown-agency': entry(
    'Không có cơ quan “{agency}”.',
    'There is no agency “{agency}”.',
    '{meant}Thêm cơ quan vào reference/agencies.yaml hoặc dùng một trong: {known}.',
    '{meant}Add it to reference/agencies.yaml, or use one of: {known}.',
  ),
  'offices-missing': entry(
    'Không có danh mục Bộ phận Một cửa cấp xã.',
    'The list of one-stops is missing.',
    'Tạo tệp reference/offices.yaml.',
    'Create reference/offices.yaml.',
  ),
  'unknown-office': entry(
    'Không có xã, phường mang mã “{office}”.',
    'There is no commune of the code “{office}”.',
    '{meant}Thêm vào reference/offices.yaml.',
    '{meant}Add it to reference/offices.yaml.',
  ),
  'successor-circle': entry(
    'Các đơn vị kế thừa nhau thành vòng: {path}.',
    'The communes succeed each other in a circle: {path}.',
    'Sửa “successor” để dẫn đến đơn vị còn hiệu lực.',
    'Correct the “successor”, so that it leads to one that still serves.',
  ),
  'calendars-missing': entry(
    'Không có lịch làm việc.',
    'There is no calendar of working days.',
    'Tạo tệp reference/calendars/<ngày bắt đầu dùng>.yaml.',
    'Create reference/calendars/<first day of use>.yaml.',
  ),
  'calendar-file-name': entry(
    'Tên tệp không phải là một ngày.',
    'The name of the file is no day.',
    'Đặt tên theo ngày bắt đầu dùng, ví dụ 2026-12-15.yaml.',
    'Name it by the day from which it is used, such as 2026-12-15.yaml.',
  ),
  'hours-backwards': entry(
    'Giờ chốt tiếp nhận {cutOff} không trước giờ trả kết quả {dueAt}.',
    'The cut-off of reception at {cutOff} is not before the close at {dueAt}.',
    '“receptionCutOff” phải trước “dueAt”.',
    '“receptionCutOff” has to be earlier than “dueAt”.',
  ),
  'unknown-calendar': entry(
    'Không có lịch “{calendar}”.',
    'There is no calendar “{calendar}”.',
    '{meant}Các lịch trong tệp: {known}.',
    '{meant}Calendars of this file: {known}.',
  ),
  'calendar-circle': entry(
    'Các lịch dựa vào nhau thành vòng: {path}.',
    'The calendars extend each other in a circle: {path}.',
    'Bỏ một “extends” trong vòng này.',
    'Remove one “extends” of this circle.',
  ),
  'unknown-holiday': entry(
    'Không có ngày lễ “{holiday}”.',
    'There is no holiday “{holiday}”.',
    '{meant}Các ngày lễ ghi ở “holidays” đầu tệp: {known}.',
    '{meant}Holidays under “holidays” at the top of the file: {known}.',
  ),
  'holiday-days': entry(
    'Năm {year}: “{holiday}” có {found} ngày, theo luật là {days}.',
    'In {year} “{holiday}” has {found} days; the law grants {days}.',
    'Ghi đủ các ngày theo thông báo của năm đó, kể cả ngày trùng ngày nghỉ hằng tuần.',
    'Write the days that were announced for that year, those on a weekly day off included.',
  ),
  'holiday-date': entry(
    'Năm {year}: “{holiday}” không có ngày {date}.',
    'In {year} “{holiday}” lacks the day {date}.',
    'Ngày này năm nào cũng như nhau; sửa lại ngày, hoặc sửa “on”.',
    'That day is the same each year: correct the days, or “on”.',
  ),
  'day-outside-year': entry(
    'Ngày {date} không thuộc năm {year}.',
    'The day {date} is not in the year {year}.',
    'Chuyển sang đúng năm, hoặc sửa ngày.',
    'Move it to its year, or correct it.',
  ),
  'day-twice': entry(
    'Ngày {date} được ghi hai lần.',
    'The day {date} is written twice.',
    'Mỗi ngày chỉ có một lý do; giữ lại một.',
    'A day has one reason only; keep one.',
  ),
  'compensation-without-holiday': entry(
    'Nghỉ bù cho ngày {date}, nhưng ngày đó không phải ngày lễ.',
    'A day off is given for {date}, which is no holiday.',
    'Ghi sau dấu hai chấm ngày lễ trùng ngày nghỉ hằng tuần.',
    'After the colon write the holiday that falls on a weekly day off.',
  ),
  'compensation-missing': entry(
    'Ngày lễ {date} trùng ngày nghỉ hằng tuần mà không có ngày nghỉ bù.',
    'The holiday {date} falls on a weekly day off, and no day off is given for it.',
    'Thêm vào “compensationDays”: ngày làm việc tiếp theo.',
    'Add the next working day to “compensationDays”.',
    'warning',
  ),
  'not-a-saturday': entry(
    'Ngày làm bù {date} không phải thứ Bảy.',
    'The working Saturday {date} is no Saturday.',
    'Sửa ngày theo thông báo hoán đổi.',
    'Correct it by the announcement of the exchange.',
  ),
  'day-off-anyway': entry(
    'Ngày {date} vốn đã là ngày nghỉ hằng tuần.',
    'The day {date} is a weekly day off anyway.',
    'Ngày nghỉ bù, nghỉ hoán đổi phải là ngày làm việc.',
    'A day that is given off has to be a day that is otherwise worked.',
  ),
  'ordinary-already': entry(
    'Ngày {date} không có gì đặc biệt trong lịch gốc.',
    'The day {date} is nothing special in the calendar that is extended.',
    'Bỏ khỏi “ordinaryDays”, hoặc sửa ngày.',
    'Take it out of “ordinaryDays”, or correct it.',
  ),
  'calendar-year-uncovered': entry(
    'Phiên bản này có hiệu lực trong năm {years}, nhưng lịch làm việc dùng trong năm đó không có năm ấy.',
    'This version is in force in {years}, of which the calendar that is used then says nothing.',
    'Bổ sung năm còn thiếu vào reference/calendars.',
    'Add what is missing to reference/calendars.',
    'warning',
  ),
  'calendar-ends-soon': entry(
    'Hồ sơ “{bundle}” tiếp nhận hôm nay có thể đến hạn trong năm {year}, nhưng lịch làm việc chưa có năm đó.',
    'A dossier of “{bundle}” that is received today may be due in {year}, of which the calendar says nothing yet.',
    'Thêm lịch nghỉ năm {year} thành một tệp mới trong reference/calendars.',
    'Add the days off of {year} as a new file in reference/calendars.',
    'warning',
  ),
  'schema-missing': entry(
    'Không tìm thấy tệp lược đồ “{path}”.',
    'The schema file “{path}” does not exist.',
    '{meant}Đường dẫn được tính từ thư mục workflows.',
    '{meant}The path is counted from the workflows directory.',
  ),
  'schema-broken': entry(
    'Lược đồ “{path}” không dùng được: {detail}',
    'The schema “{path}” cannot be used: {detail}',
    'Sửa tệp lược đồ theo JSON Schema 2020-12.',
    'Correct the schema file; it has to be JSON Schema 2020-12.',
  ),
  cycle: entry(
    'Các thủ tục chờ nhau thành vòng: {path}.',
    'Procedures wait for each other in a circle: {path}.',
    'Bỏ một “needs” trong vòng này.',
    'Remove one of the needs in this circle.',
  ),
  unreachable: entry(
    'Thủ tục “{procedure}” không bao giờ bắt đầu được.',
    'The procedure “{procedure}” can never be started.',
    'Thêm vào “subsets” một nhóm có thủ tục này và mọi thủ tục mà nó cần.',
    'Add a subset that holds it together with everything that it needs.',
  ),
  'overlapping-dates': entry(
    'Hiệu lực trùng với {other}.',
    'In force at the same time as {other}.',
    'Ghi “until” của bản cũ bằng ngày “from” của bản mới.',
    'Give the older version an “until” that is the newer one’s “from”.',
  ),
  'effective-backwards': entry(
    'Ngày hết hiệu lực không sau ngày có hiệu lực.',
    'It ends before it begins.',
    '“until” phải sau “from” (không tính ngày “until”).',
    '“until” has to be later than “from”; it is itself not included.',
  ),
  expression: entry('Biểu thức sai: {detail}', 'The expression is wrong: {detail}', '{meant}{hintVi}', '{meant}{hintEn}'),
  'condition-not-bool': entry(
    'Điều kiện cho ra {type}, không phải đúng/sai.',
    'The condition yields {type}, not true or false.',
    'Viết một phép so sánh hoặc has(…).',
    'Write a comparison, or has(…).',
  ),
  'gate-missing': entry(
    'Không có thủ tục nào là cổng vào.',
    'No procedure is the gate.',
    'Ghi “gate: true” cho thủ tục mở đường cho các thủ tục khác.',
    'Write “gate: true” at the procedure that all others depend on.',
  ),
  'gate-twice': entry(
    'Có hơn một cổng vào: {gates}.',
    'There is more than one gate: {gates}.',
    'Chỉ giữ “gate: true” ở một thủ tục.',
    'Leave “gate: true” at one procedure only.',
  ),
  'gate-with-needs': entry(
    'Cổng vào “{procedure}” lại chờ thủ tục khác.',
    'The gate “{procedure}” waits for another procedure.',
    'Bỏ “needs” của cổng vào.',
    'Remove the needs of the gate.',
  ),
  'unknown-procedure': entry(
    'Không có thủ tục “{procedure}”.',
    'There is no procedure “{procedure}”.',
    '{meant}Các thủ tục của gói: {known}.',
    '{meant}Procedures of this bundle: {known}.',
  ),
  'subset-without-gate': entry(
    'Nhóm này thiếu cổng vào “{gate}”.',
    'This subset lacks the gate “{gate}”.',
    'Thêm “{gate}” vào nhóm.',
    'Add “{gate}” to the subset.',
  ),
  'subset-lacks-need': entry(
    'Nhóm này có “{procedure}” nhưng thiếu “{need}” mà nó cần.',
    'This subset holds “{procedure}” but not “{need}”, which it needs.',
    'Thêm “{need}” vào nhóm, hoặc ghi “until: ended” nếu không có cũng được.',
    'Add “{need}” to the subset, or write “until: ended” if it can do without.',
  ),
  'need-result-unknown': entry(
    'Kết quả của “{need}” không có trường “{field}”.',
    'The result of “{need}” has no field “{field}”.',
    '{meant}Các trường: {known}.',
    '{meant}Its fields: {known}.',
  ),
  'late-unknown': entry(
    'Lược đồ kết quả không có trường “{field}”.',
    'The result schema has no field “{field}”.',
    '{meant}Các trường: {known}.',
    '{meant}Its fields: {known}.',
  ),
  'late-required': entry(
    'Trường “{field}” có thể đến sau nhưng lược đồ lại bắt buộc.',
    'The field “{field}” may come late, yet the result schema requires it.',
    'Bỏ “{field}” khỏi “required” của lược đồ kết quả.',
    'Take “{field}” out of “required” in the result schema.',
  ),
  'form-part-unknown': entry(
    'Tờ khai không có phần “{field}”.',
    'The form has no part “{field}”.',
    '{meant}Các phần: {known}.',
    '{meant}Its parts: {known}.',
  ),
  'result-not-awaited': entry(
    'Biểu thức đọc {read} mà thủ tục không chờ.',
    'The expression reads {read}, which the procedure does not wait for.',
    'Thêm vào “needs” (với “results” nếu trường đó đến sau), hoặc đọc bằng “.?”.',
    'Add it to the needs (with “results” if the field may come late), or read it with “.?”.',
  ),
  'payload-field-unknown': entry(
    'Hợp đồng dữ liệu không có trường “{field}”.',
    'The contract has no field “{field}”.',
    '{meant}Các trường: {known}.',
    '{meant}Its fields: {known}.',
  ),
  'payload-field-missing': entry(
    'Hợp đồng dữ liệu bắt buộc trường “{field}” nhưng không có ở đây.',
    'The contract requires the field “{field}”, which is not given.',
    'Thêm “{field}” vào payload.',
    'Add “{field}” to the payload.',
  ),
  'choice-open': entry(
    'Có thể không lựa chọn nào của “{choice}” đúng.',
    'It may be that no option of “{choice}” holds.',
    'Bỏ “when” ở lựa chọn cuối.',
    'Leave out “when” at the last option.',
    'warning',
  ),
  'choice-shadowed': entry(
    'Lựa chọn “{option}” không có “when”, nên các lựa chọn sau nó vô ích.',
    'The option “{option}” has no “when”, so the ones after it are never taken.',
    'Thêm “when”, hoặc chuyển xuống cuối.',
    'Add a “when”, or move it to the end.',
    'warning',
  ),
  'route-twice': entry(
    'Có hai tuyến cùng tên “{option}”.',
    'Two routes have the name “{option}”.',
    'Đặt tên khác: hồ sơ ghi lại tuyến theo tên này.',
    'Give one another name: the dossier records the route by it.',
  ),
  'route-shadowed': entry(
    'Tuyến “{option}” không có “when”, nên các tuyến sau nó vô ích.',
    'The route “{option}” has no “when”, so the ones after it are never taken.',
    'Thêm “when”, hoặc chuyển xuống cuối.',
    'Add a “when”, or move it to the end.',
    'warning',
  ),
  'time-limit-shadowed': entry(
    'Thời hạn thứ {place} không có “when”, nên các thời hạn sau nó vô ích.',
    'Time limit number {place} has no “when”, so the ones after it never apply.',
    'Thêm “when”, hoặc chuyển xuống cuối.',
    'Add a “when”, or move it to the end.',
    'warning',
  ),
} satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;
