import type { Bilingual } from '@lienthong/bundle';

export interface ProblemText {
  readonly status: number;
  readonly title: Bilingual;
  /** What to do. */
  readonly cure: Bilingual;
  /** Seconds after which it makes sense to try again (`Retry-After`). */
  readonly retryAfter?: number;
}

/** Everything that the API refuses, by stable code: what it is, and what to do about it. */
export const PROBLEMS = {
  'actor-required': {
    status: 401,
    title: { vi: 'Chưa biết ai gửi yêu cầu', en: 'Nobody says who asks' },
    cure: {
      vi: 'Gửi kèm tiêu đề, ví dụ: Lienthong-Actor: kind=officer; id=tran.thi.b; office=26734',
      en: 'Send a header such as: Lienthong-Actor: kind=officer; id=tran.thi.b; office=26734',
    },
  },
  'not-allowed': {
    status: 403,
    title: { vi: 'Người gửi không được phép làm việc này', en: 'This actor may not do this' },
    cure: { vi: 'Việc này dành cho: {allowed}.', en: 'It is for: {allowed}.' },
  },
  unsigned: {
    status: 401,
    title: { vi: 'Chữ ký của thông điệp không được chấp nhận', en: "The message's signature is not accepted" },
    cure: {
      vi: 'Ký theo RFC 9421 bằng khóa đã đăng ký của cơ quan, kèm Content-Digest, rồi gửi lại.',
      en: "Sign by RFC 9421 with the agency's registered key, with Content-Digest, and send again.",
    },
  },
  'bundle-unknown': {
    status: 422,
    title: { vi: 'Không có nhóm thủ tục liên thông này', en: 'There is no such bundle' },
    cure: { vi: 'Kiểm tra mã nhóm thủ tục; hiện không có phiên bản nào có hiệu lực.', en: 'Check its code; no version of it is in force.' },
  },
  'version-unknown': {
    status: 422,
    title: { vi: 'Không có phiên bản này của nhóm thủ tục', en: 'There is no such version of the bundle' },
    cure: { vi: 'Phiên bản đang có hiệu lực: {inForce}.', en: 'The version in force is {inForce}.' },
  },
  'version-not-in-force': {
    status: 409,
    title: { vi: 'Phiên bản này không có hiệu lực hôm nay', en: 'This version is not in force today' },
    cure: {
      vi: 'Khai lại theo phiên bản đang có hiệu lực: {inForce}.',
      en: 'Fill in the form of the version in force: {inForce}.',
    },
  },
  'office-unknown': {
    status: 422,
    title: { vi: 'Không có Bộ phận Một cửa mang mã này', en: 'There is no one-stop of this code' },
    cure: {
      vi: 'Kiểm tra mã xã, phường (5 chữ số): hệ thống này không phục vụ {office}.',
      en: 'Check the code of the commune (five digits): {office} is not served here.',
    },
  },
  'no-version-in-force': {
    status: 409,
    title: { vi: 'Nhóm thủ tục không còn hiệu lực', en: 'No version of the bundle is in force' },
    cure: { vi: 'Báo người quản trị định nghĩa quy trình.', en: 'Tell who keeps the definitions in workflows/.' },
  },
  'submission-invalid': {
    status: 422,
    title: { vi: 'Hồ sơ chưa hợp lệ', en: 'The submission is not valid' },
    cure: {
      vi: 'Sửa các trường nêu trong "breaches" rồi nộp lại. Chưa có gì được lưu.',
      en: 'Mend the fields named in "breaches" and submit again. Nothing was stored.',
    },
  },
  'form-outdated': {
    status: 409,
    title: { vi: 'Tờ khai chưa theo quy định đang có hiệu lực', en: 'The form does not keep the version in force' },
    cure: {
      vi: 'Quy định đã thay đổi sau khi nộp: bổ sung các trường nêu trong "breaches". Hồ sơ vẫn giữ nguyên.',
      en: 'The rules changed since it was submitted: mend the fields named in "breaches". The dossier stays as it is.',
    },
  },
  'definition-changed': {
    status: 503,
    title: { vi: 'Định nghĩa quy trình của hồ sơ đã bị thay đổi', en: "The dossier's definition is not the text that was pinned" },
    cure: {
      vi: 'Người quản trị cần khôi phục tệp định nghĩa cũ trong workflows/; quy định mới phải là phiên bản mới.',
      en: 'Bring the old text back to workflows/; new rules belong in a new version.',
    },
    retryAfter: 60,
  },
  'request-invalid': {
    status: 400,
    title: { vi: 'Yêu cầu không đúng dạng', en: 'The request is not of the right form' },
    cure: { vi: 'Sửa các trường nêu trong "breaches"; xem /docs.', en: 'Mend the fields named in "breaches"; see /docs.' },
  },
  'malformed-http': {
    status: 400,
    title: { vi: 'Không đọc được yêu cầu HTTP', en: 'This is no HTTP request that can be read' },
    cure: { vi: 'Kiểm tra địa chỉ, các tiêu đề và độ dài nội dung.', en: 'Check the address, the headers and the length of the body.' },
  },
  'headers-too-large': {
    status: 431,
    title: { vi: 'Địa chỉ hoặc các tiêu đề quá dài', en: 'The address or the headers are too long' },
    cure: { vi: 'Địa chỉ và các tiêu đề cộng lại tối đa 16 KiB.', en: 'Address and headers may have 16 KiB together.' },
  },
  'too-slow': {
    status: 408,
    title: { vi: 'Yêu cầu đến quá chậm', en: 'The request came too slowly' },
    cure: { vi: 'Gửi trọn yêu cầu trong một phút.', en: 'Send all of the request within a minute.' },
  },
  'method-not-allowed': {
    status: 405,
    title: { vi: 'Địa chỉ này không nhận phương thức đó', en: 'This address does not take that method' },
    cure: { vi: 'Dùng: {allow}.', en: 'Use: {allow}.' },
  },
  'not-acceptable': {
    status: 406,
    title: { vi: 'Không trả lời được theo dạng yêu cầu', en: 'There is no answer in the form that is wanted' },
    cure: { vi: 'Nhận application/json (tiêu đề Accept).', en: 'Take application/json (header Accept).' },
  },
  'too-deep': {
    status: 400,
    title: { vi: 'Nội dung lồng nhau quá nhiều cấp', en: 'The body is nested too deeply' },
    cure: { vi: 'Tối đa {deepest} cấp.', en: 'At most {deepest} levels.' },
  },
  'idempotency-key-invalid': {
    status: 400,
    title: { vi: 'Idempotency-Key không đúng dạng', en: 'The Idempotency-Key is not of the right form' },
    cure: {
      vi: 'Dùng từ 1 đến 255 ký tự ASCII nhìn thấy được, ví dụ một UUID.',
      en: 'Use 1 to 255 visible ASCII characters, such as a UUID.',
    },
  },
  'not-json': {
    status: 400,
    title: { vi: 'Nội dung không phải JSON', en: 'The body is not JSON' },
    cure: { vi: 'Gửi JSON hợp lệ, mã hóa UTF-8.', en: 'Send well-formed JSON in UTF-8.' },
  },
  'media-type-unsupported': {
    status: 415,
    title: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'The media type is not supported' },
    cure: {
      vi: 'Gửi Content-Type: application/json, UTF-8, không nén.',
      en: 'Send Content-Type: application/json, in UTF-8, not compressed.',
    },
  },
  'too-large': {
    status: 413,
    title: { vi: 'Nội dung quá lớn', en: 'The body is too large' },
    cure: { vi: 'Nội dung tối đa 512 KiB.', en: 'A body may have 512 KiB at the most.' },
  },
  'attachment-empty': {
    status: 400,
    title: { vi: 'Tệp không có nội dung', en: 'The file is empty' },
    cure: { vi: 'Gửi chính tệp đó làm nội dung của yêu cầu.', en: 'Send the file itself as the body.' },
  },
  'attachment-too-large': {
    status: 413,
    title: { vi: 'Tệp quá lớn', en: 'The file is too large' },
    cure: {
      vi: 'Một tệp tối đa {most} byte: quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.',
      en: 'A file may have {most} bytes at the most: scan it at a lower resolution, or split it.',
    },
  },
  'attachment-type-not-taken': {
    status: 415,
    title: { vi: 'Loại tệp này không được nhận', en: 'This type of file is not taken' },
    cure: {
      vi: 'Gửi tệp không nén, với Content-Type đúng là một trong: {taken}.',
      en: 'Send the file uncompressed, with its Content-Type, one of: {taken}.',
    },
  },
  'attachment-type-differs': {
    status: 415,
    title: { vi: 'Tệp không đúng loại đã khai', en: 'The file is not of the type that was named' },
    cure: {
      vi: 'Nội dung tệp là {found}, không phải {claimed}: sửa Content-Type hoặc chọn đúng tệp.',
      en: 'By its content it is {found}, not {claimed}: mend the Content-Type, or choose the right file.',
    },
  },
  'attachment-digest-differs': {
    status: 400,
    title: { vi: 'Tệp đến không nguyên vẹn', en: 'The file did not arrive as it was sent' },
    cure: { vi: 'Gửi lại: Content-Digest không khớp với nội dung đã nhận.', en: 'Send it again: it does not have its Content-Digest.' },
  },
  'attachment-digest-invalid': {
    status: 400,
    title: { vi: 'Content-Digest không đúng dạng', en: 'The Content-Digest is not of the right form' },
    cure: {
      vi: 'Ghi theo RFC 9530, ví dụ sha-256=:<base64>:, hoặc bỏ tiêu đề này.',
      en: 'Write it by RFC 9530, such as sha-256=:<base64>:, or leave it out.',
    },
  },
  'attachments-pending-full': {
    status: 429,
    title: { vi: 'Đã tải lên quá nhiều tệp chưa dùng', en: 'Too much was uploaded that no dossier cites yet' },
    cure: {
      vi: 'Nộp hồ sơ có các tệp đã tải lên trước; các tệp không dùng sẽ tự bị xóa sau một đến hai ngày. Tối đa {most} byte.',
      en: 'Submit the dossiers with what was uploaded first; what is not used goes by itself after one to two days. The most is {most} bytes.',
    },
    retryAfter: 3600,
  },
  'attachments-dossier-full': {
    status: 422,
    title: { vi: 'Các tệp của hồ sơ quá lớn', en: 'The files of the dossier are too large together' },
    cure: {
      vi: 'Tất cả các tệp của một hồ sơ tối đa {most} byte: gửi ít tệp hơn, hoặc nhỏ hơn.',
      en: 'All files of a dossier may have {most} bytes together: send fewer or smaller ones.',
    },
  },
  'attachments-disk-full': {
    status: 503,
    title: { vi: 'Hiện không nhận được tệp', en: 'No files can be taken at the moment' },
    cure: {
      vi: 'Ổ đĩa sắp đầy: báo người vận hành, rồi thử lại. Hồ sơ không kèm tệp mới vẫn được nhận.',
      en: 'The disk is nearly full: tell the operator, then try again. Dossiers without new files are taken as before.',
    },
    retryAfter: 300,
  },
  'attachment-not-found': {
    status: 404,
    title: { vi: 'Không có tệp này', en: 'There is no such file' },
    cure: {
      vi: 'Xem danh sách tệp của hồ sơ: GET /dossiers/…/attachments. Tệp chưa có thì tải lên lại.',
      en: 'See the files of the dossier: GET /dossiers/…/attachments. What is not here is uploaded again.',
    },
  },
  'attachment-damaged': {
    status: 500,
    title: { vi: 'Tệp lưu trữ đã bị hỏng', en: 'The file as it is kept is damaged' },
    cure: {
      vi: 'Báo người vận hành để khôi phục từ bản sao lưu, hoặc đề nghị công dân nộp lại tệp.',
      en: 'Tell the operator, who restores it from a backup, or ask the citizen for the file again.',
    },
  },
  'at-invalid': {
    status: 400,
    title: { vi: 'Tham số "at" không đúng dạng', en: 'The parameter "at" is not of the right form' },
    cure: {
      vi: 'Ghi số của lần thay đổi (revision), ví dụ 3, hoặc thời điểm kèm múi giờ, ví dụ 2026-09-21T15:15:00+07:00; chỉ ghi ngày thì chưa rõ.',
      en: 'Give a revision such as 3, or a moment with its offset such as 2026-09-21T15:15:00+07:00; a day alone is not clear enough.',
    },
  },
  'at-in-future': {
    status: 400,
    title: { vi: 'Thời điểm chưa đến', en: 'That moment has not come yet' },
    cure: { vi: 'Bỏ tham số "at" để xem hồ sơ hiện nay.', en: 'Leave "at" out to see the dossier as it is now.' },
  },
  'revision-not-there': {
    status: 404,
    title: { vi: 'Hồ sơ chưa có lần thay đổi này', en: 'The dossier has no such revision' },
    cure: { vi: 'Hồ sơ có các lần thay đổi từ 0 đến {last}.', en: 'It has the revisions 0 to {last}.' },
  },
  'not-yet-submitted': {
    status: 404,
    title: { vi: 'Vào thời điểm đó hồ sơ chưa được nộp', en: 'The dossier had not been submitted by then' },
    cure: { vi: 'Hồ sơ được nộp lúc {submittedAt}.', en: 'It was submitted at {submittedAt}.' },
  },
  'precondition-invalid': {
    status: 400,
    title: { vi: 'If-Match hoặc If-None-Match không đúng dạng', en: 'If-Match or If-None-Match is not of the right form' },
    cure: {
      vi: 'Gửi lại nguyên giá trị ETag đã nhận, kể cả dấu nháy, ví dụ "3"; hoặc *.',
      en: 'Send the ETag back as it came, its quotes included, such as "3"; or *.',
    },
  },
  'version-changed': {
    status: 412,
    title: { vi: 'Hồ sơ đã thay đổi từ khi được xem', en: 'The dossier has changed since it was seen' },
    cure: {
      vi: 'Hồ sơ đang ở lần thay đổi {revision}: xem lại rồi quyết định. Chưa có gì được lưu.',
      en: 'It is at revision {revision} now: look at it again, then decide. Nothing was stored.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { vi: 'Idempotency-Key đã dùng cho yêu cầu khác', en: 'The Idempotency-Key belongs to another request' },
    cure: { vi: 'Dùng khóa mới cho yêu cầu mới.', en: 'Use a new key for a new request.' },
  },
  'dossier-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy hồ sơ', en: 'There is no such dossier' },
    cure: { vi: 'Kiểm tra mã hồ sơ.', en: 'Check the id of the dossier.' },
  },
  'dossier-exists': {
    status: 409,
    title: { vi: 'Hồ sơ đã được nộp', en: 'The dossier was submitted already' },
    cure: { vi: 'Không cần nộp lại.', en: 'There is no need to submit it again.' },
  },
  'already-received': {
    status: 409,
    title: { vi: 'Hồ sơ đã được tiếp nhận', en: 'The dossier was received already' },
    cure: { vi: 'Không cần tiếp nhận lại.', en: 'There is no need to receive it again.' },
  },
  'not-received': {
    status: 409,
    title: { vi: 'Hồ sơ chưa được tiếp nhận', en: 'The dossier was not received yet' },
    cure: { vi: 'Tiếp nhận hồ sơ tại Bộ phận Một cửa trước.', en: 'Receive it at the one-stop first.' },
  },
  'procedure-unknown': {
    status: 422,
    title: { vi: 'Hồ sơ không có thủ tục này', en: 'The dossier has no such procedure' },
    cure: { vi: 'Các thủ tục của hồ sơ: {chosen}.', en: 'Its procedures are: {chosen}.' },
  },
  'procedure-not-under-way': {
    status: 409,
    title: { vi: 'Thủ tục này không trong giai đoạn giải quyết', en: 'This procedure is not under way' },
    cure: {
      vi: 'Trước khi tiếp nhận, yêu cầu bổ sung cho cả hồ sơ (bỏ "procedure"); sau đó, chỉ cho thủ tục đang giải quyết.',
      en: 'Before the reception, ask for the dossier as a whole (without "procedure"); afterwards, for a procedure that is under way.',
    },
  },
  'supplement-open': {
    status: 409,
    title: { vi: 'Hồ sơ đang chờ công dân bổ sung', en: 'The dossier waits for the citizen to supplement it' },
    cure: {
      vi: 'Ghi nhận phần bổ sung trước, hoặc từ chối tiếp nhận; xem "supplements" của hồ sơ.',
      en: 'Record first what the citizen brings, or do not take it in; see "supplements" of the dossier.',
    },
  },
  'office-unassigned': {
    status: 409,
    title: { vi: 'Chưa xác định được Bộ phận Một cửa của hồ sơ', en: 'It is not known to which one-stop the dossier belongs' },
    cure: {
      vi: 'Ghi Bộ phận Một cửa tiếp nhận tại "office" của hồ sơ, hoặc từ chối tiếp nhận.',
      en: 'Assign it to a one-stop at "office" of the dossier, or do not take it in.',
    },
  },
  'not-quarantined': {
    status: 409,
    title: { vi: 'Hồ sơ đã thuộc một Bộ phận Một cửa', en: 'The dossier belongs to a one-stop already' },
    cure: {
      vi: 'Nếu công dân nộp nhầm nơi, từ chối tiếp nhận và hướng dẫn nơi nộp.',
      en: 'If the citizen filed in the wrong place, do not take it in, and say where to file.',
    },
  },
  'duplicate-undecided': {
    status: 409,
    title: { vi: 'Có hồ sơ khác dường như về cùng một việc', en: 'Another dossier seems to be about the same matter' },
    cure: {
      vi: 'Đối chiếu với: {candidates}. Ghi quyết định tại "duplicates" của hồ sơ: cùng một việc ("same") thì hồ sơ này không được tiếp nhận; việc khác ("other"), ví dụ trẻ sinh đôi, thì tiếp nhận lại.',
      en: 'Compare it with: {candidates}. Record the decision at "duplicates" of the dossier: if it is the same matter ("same"), it is not taken in; if it is another one ("other"), as twins are, receive it again.',
    },
  },
  'candidate-unknown': {
    status: 422,
    title: { vi: 'Hai hồ sơ không có điểm trùng', en: 'The two dossiers have nothing in common' },
    cure: {
      vi: 'Chỉ quyết định về các hồ sơ trong danh sách "duplicates" của hồ sơ này: không có {candidate}.',
      en: 'Decide on those that "duplicates" of the dossier lists: {candidate} is none of them.',
    },
  },
  'supplement-not-found': {
    status: 404,
    title: { vi: 'Không có yêu cầu bổ sung này', en: 'There is no such supplement' },
    cure: { vi: 'Xem các yêu cầu bổ sung ("supplements") của hồ sơ.', en: 'See "supplements" of the dossier.' },
  },
  'supplement-closed': {
    status: 409,
    title: { vi: 'Yêu cầu bổ sung đã kết thúc', en: 'The supplement is closed' },
    cure: {
      vi: 'Phần bổ sung đã được ghi nhận, hoặc đã quá hạn. Nếu còn thiếu, cán bộ yêu cầu bổ sung lần nữa.',
      en: 'It was provided already, or its time is over. If something is still missing, an officer asks for it anew.',
    },
  },
  'payment-not-found': {
    status: 404,
    title: { vi: 'Không có yêu cầu nộp phí này', en: 'There is no such payment' },
    cure: { vi: 'Xem các khoản phải nộp ("payments") của hồ sơ.', en: 'See "payments" of the dossier.' },
  },
  'payment-already-received': {
    status: 409,
    title: { vi: 'Khoản này đã được nộp', en: 'The payment was received already' },
    cure: {
      vi: 'Không cần ghi nhận lại; xem số biên lai trong hồ sơ.',
      en: 'There is no need to record it again; the dossier shows its receipt.',
    },
  },
  'already-decided': {
    status: 409,
    title: { vi: 'Đã có thủ tục được giải quyết', en: 'A procedure was decided already' },
    cure: {
      vi: 'Không thể rút hồ sơ nữa: những gì đã đăng ký vẫn có hiệu lực. Cán bộ có thể dừng phần còn lại.',
      en: 'It cannot be withdrawn any more: what was registered stays. An officer can stop the rest.',
    },
  },
  'dossier-ended': {
    status: 409,
    title: { vi: 'Hồ sơ đã kết thúc', en: 'The dossier has ended' },
    cure: {
      vi: 'Nếu cần, nộp hồ sơ mới; sai sót trong kết quả đã trả thì đính chính.',
      en: 'Submit a new one if need be; what is wrong in results that were given is corrected.',
    },
  },
  'nothing-to-correct': {
    status: 409,
    title: { vi: 'Không có gì để đính chính', en: 'There is nothing to correct' },
    cure: {
      vi: 'Ghi giá trị khác với hồ sơ; chỉ đính chính kết quả của thủ tục đã giải quyết xong.',
      en: 'Give values other than those of the dossier; only a procedure that is completed has a result to correct.',
    },
  },
  'personal-data-erased': {
    status: 410,
    title: { vi: 'Dữ liệu cá nhân của hồ sơ đã bị xóa', en: "The dossier's personal data was erased" },
    cure: { vi: 'Không thể bổ sung hay đính chính hồ sơ này nữa.', en: 'Nothing can be supplemented or corrected in it any more.' },
  },
  'document-not-found': {
    status: 404,
    title: { vi: 'Hồ sơ không có mẫu này', en: 'The dossier has no such form' },
    cure: { vi: 'Hồ sơ này có: {there}.', en: 'It has: {there}.' },
  },
  'period-invalid': {
    status: 400,
    title: { vi: 'Khoảng thời gian không hợp lệ', en: 'The period ends before it begins' },
    cure: { vi: 'Ngày cuối ({to}) phải từ ngày đầu ({from}) trở đi.', en: 'The last day ({to}) may not come before the first ({from}).' },
  },
  'register-too-long': {
    status: 422,
    title: { vi: 'Sổ theo dõi quá dài', en: 'The register would be too long' },
    cure: { vi: 'Chọn khoảng thời gian ngắn hơn: tối đa {most} hồ sơ.', en: 'Choose a shorter period: at most {most} dossiers.' },
  },
  'seal-missing': {
    status: 409,
    title: { vi: 'Hệ thống này chưa có con dấu số', en: 'This installation has no seal' },
    cure: {
      vi: 'Lấy văn bản không có dấu, hoặc đề nghị người quản trị kết nối con dấu số của cơ quan.',
      en: "Take the form without a seal, or have the administrator connect the organisation's.",
    },
  },
  'seal-not-valid': {
    status: 409,
    title: { vi: 'Chứng thư số của con dấu không còn hoặc chưa có hiệu lực', en: 'The certificate of the seal is not valid at this time' },
    cure: {
      vi: 'Lấy văn bản không có dấu, hoặc đề nghị người quản trị gia hạn chứng thư số.',
      en: 'Take the form without a seal, or have the administrator renew the certificate.',
    },
  },
  'printer-busy': {
    status: 503,
    title: { vi: 'Đang in quá nhiều văn bản', en: 'Too many forms are being printed' },
    cure: { vi: 'Thử lại sau vài giây.', en: 'Try again in some seconds.' },
    retryAfter: 5,
  },
  'handoff-not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy lần chuyển này', en: 'There is no such handoff' },
    cure: { vi: 'Xem danh sách: GET /handoffs.', en: 'See the list: GET /handoffs.' },
  },
  'handoff-not-parked': {
    status: 409,
    title: { vi: 'Lần chuyển không bị dừng chờ', en: 'The handoff is not parked' },
    cure: { vi: 'Chỉ cho đi tiếp lần chuyển đang dừng chờ (parked).', en: 'Only a parked handoff can be released.' },
  },
  'receiver-not-configured': {
    status: 409,
    title: { vi: 'Bên nhận này chưa được kết nối', en: 'This receiver is not told anything' },
    cure: {
      vi: 'Khai báo bên nhận dưới "statusSync" trong tệp cấu hình trao đổi.',
      en: 'Name it under "statusSync" in the exchange file.',
    },
  },
  'statuses-not-stopped': {
    status: 409,
    title: { vi: 'Trạng thái của hồ sơ không bị dừng chờ', en: "The dossier's statuses do not wait for a person" },
    cure: { vi: 'Xem danh sách: GET /status-sync/troubles.', en: 'See the list: GET /status-sync/troubles.' },
  },
  'attempt-not-due': {
    status: 409,
    title: { vi: 'Chưa đến lúc gửi lại', en: 'The attempt is not due' },
    cure: { vi: 'Hệ thống sẽ tự gửi lại.', en: 'The engine sends it by itself.' },
  },
  'results-not-ready': {
    status: 409,
    title: { vi: 'Hồ sơ chưa có kết quả để trả', en: 'There are no results to return yet' },
    cure: { vi: 'Chờ mọi thủ tục kết thúc.', en: 'Wait until every procedure has ended.' },
  },
  'results-already-returned': {
    status: 409,
    title: { vi: 'Kết quả đã được trả', en: 'The results were returned already' },
    cure: { vi: 'Không cần trả lại lần nữa.', en: 'There is no need to return them again.' },
  },
  'calendar-missing': {
    status: 409,
    title: { vi: 'Lịch làm việc chưa đủ để tính thời hạn', en: 'The calendar does not reach that far' },
    cure: {
      vi: 'Báo người quản trị định nghĩa quy trình để thêm lịch nghỉ của năm còn thiếu. Hồ sơ vẫn giữ nguyên.',
      en: 'Tell who keeps the definitions in workflows/: the days off of a year are missing. The dossier stays as it is.',
    },
  },
  'verification-not-foreseen': {
    status: 409,
    title: { vi: 'Thủ tục này không có thời hạn riêng khi cần xác minh', en: 'The rules know no longer limit for this procedure' },
    cure: { vi: 'Giải quyết trong thời hạn đã định.', en: 'It has to be done within its ordinary limit.' },
  },
  'verification-known': {
    status: 409,
    title: { vi: 'Việc cần xác minh đã được ghi nhận', en: 'The need to verify was recorded already' },
    cure: { vi: 'Không cần ghi nhận lại.', en: 'There is no need to record it again.' },
  },
  'no-deadline': {
    status: 409,
    title: { vi: 'Không có thời hạn nào đang được tính', en: 'There is no deadline that runs' },
    cure: {
      vi: 'Chọn cả hồ sơ ("dossier") hoặc một thủ tục đang giải quyết.',
      en: 'Name the whole ("dossier") or a procedure that is under way.',
    },
  },
  'apology-too-late': {
    status: 409,
    title: { vi: 'Đã quá hạn nên không xin lỗi trước hạn được nữa', en: 'It is too late for an apology: the time is over' },
    cure: {
      vi: 'Phiếu xin lỗi phải có trước khi hết hạn. Việc quá hạn đã được ghi nhận; hồ sơ vẫn được giải quyết tiếp.',
      en: 'An apology comes before the time is over. The lateness is on record, and the dossier goes on.',
    },
  },
  'apology-not-later': {
    status: 409,
    title: { vi: 'Ngày hẹn lại không muộn hơn ngày đã hẹn', en: 'The new day is no later than the one that was promised' },
    cure: { vi: 'Chọn một ngày làm việc muộn hơn.', en: 'Name a later working day.' },
  },
  'not-a-working-day': {
    status: 422,
    title: { vi: 'Ngày hẹn lại không phải là ngày làm việc', en: 'The new day is not a working day' },
    cure: { vi: 'Chọn một ngày làm việc theo lịch.', en: 'Name a day on which the office works.' },
  },
  'dossier-busy': {
    status: 503,
    title: { vi: 'Hồ sơ đang được nhiều nơi cập nhật', en: 'Many write to this dossier at the moment' },
    cure: { vi: 'Thử lại sau giây lát.', en: 'Try again in a moment.' },
    retryAfter: 1,
  },
  'read-models-behind': {
    status: 503,
    title: { vi: 'Danh sách chưa cập nhật kịp', en: 'The lists do not show it yet' },
    cure: {
      vi: 'Dữ liệu đã được lưu; thử lại sau giây lát. Nếu kéo dài, người vận hành xem GET /read-models.',
      en: 'What was stored is safe; try again in a moment. If it stays, operators look at GET /read-models.',
    },
    retryAfter: 1,
  },
  'rebuild-under-way': {
    status: 409,
    title: { vi: 'Danh sách đang được dựng lại', en: 'The lists are being made anew already' },
    cure: { vi: 'Chờ lần dựng lại này kết thúc; xem GET /read-models.', en: 'Wait until it has ended; see GET /read-models.' },
  },
  'cursor-invalid': {
    status: 400,
    title: { vi: 'Con trỏ trang không hợp lệ', en: 'The cursor is not one of this list' },
    cure: {
      vi: 'Bắt đầu lại từ trang đầu (bỏ "cursor") và giữ nguyên bộ lọc khi lật trang.',
      en: 'Begin with the first page (without "cursor"), and keep the filter from page to page.',
    },
  },
  'key-erased': {
    status: 410,
    title: { vi: 'Dữ liệu cá nhân của hồ sơ đã bị xóa', en: "The dossier's personal data was erased" },
    cure: { vi: 'Không thể thêm dữ liệu cá nhân vào hồ sơ này.', en: 'Nothing personal can be added to this dossier.' },
  },
  'not-found': {
    status: 404,
    title: { vi: 'Không có địa chỉ này', en: 'There is nothing at this address' },
    cure: { vi: 'Xem /docs.', en: 'See /docs.' },
  },
  'log-write-failed': {
    status: 503,
    title: { vi: 'Hiện chưa lưu được', en: 'It cannot be stored at the moment' },
    cure: {
      vi: 'Yêu cầu này chưa được thực hiện. Thử lại sau, với cùng Idempotency-Key; nếu vẫn lỗi, báo người vận hành.',
      en: 'The request was not carried out. Try again later under the same Idempotency-Key; if it stays, tell the operator.',
    },
    retryAfter: 30,
  },
  'key-write-failed': {
    status: 503,
    title: { vi: 'Hiện chưa lưu được', en: 'It cannot be stored at the moment' },
    cure: {
      vi: 'Yêu cầu này chưa được thực hiện. Thử lại sau, với cùng Idempotency-Key; nếu vẫn lỗi, báo người vận hành.',
      en: 'The request was not carried out. Try again later under the same Idempotency-Key; if it stays, tell the operator.',
    },
    retryAfter: 30,
  },
  'read-models-unavailable': {
    status: 503,
    title: { vi: 'Hiện không đọc được danh sách', en: 'The lists cannot be read at the moment' },
    cure: {
      vi: 'Những gì đã lưu vẫn an toàn. Thử lại sau; nếu vẫn lỗi, báo người vận hành.',
      en: 'What was stored is safe. Try again later; if it stays, tell the operator.',
    },
    retryAfter: 5,
  },
  'log-unavailable': {
    status: 503,
    title: { vi: 'Hiện không đọc được nhật ký sự kiện', en: 'The log cannot be read at the moment' },
    cure: {
      vi: 'Những gì đã lưu vẫn an toàn. Thử lại sau, với cùng Idempotency-Key; nếu vẫn lỗi, báo người vận hành.',
      en: 'What was stored is safe. Try again later under the same Idempotency-Key; if it stays, tell the operator.',
    },
    retryAfter: 5,
  },
  'keys-unavailable': {
    status: 503,
    title: { vi: 'Hiện chưa mở được dữ liệu cá nhân', en: 'Personal data cannot be opened at the moment' },
    cure: {
      vi: 'Yêu cầu này chưa được thực hiện. Thử lại sau, với cùng Idempotency-Key; nếu vẫn lỗi, báo người vận hành.',
      en: 'The request was not carried out. Try again later under the same Idempotency-Key; if it stays, tell the operator.',
    },
    retryAfter: 30,
  },
  'outcome-unknown': {
    status: 503,
    title: { vi: 'Chưa rõ đã lưu được hay chưa', en: 'It is not known whether it was stored' },
    cure: {
      vi: 'Gửi lại với cùng Idempotency-Key: việc đã làm sẽ không lặp lại.',
      en: 'Send it again under the same Idempotency-Key: what was done is not done twice.',
    },
    retryAfter: 30,
  },
  'log-closed': {
    status: 503,
    title: { vi: 'Hệ thống đang dừng', en: 'The engine is stopping' },
    cure: { vi: 'Thử lại sau ít phút.', en: 'Try again in a few minutes.' },
    retryAfter: 30,
  },
  unexpected: {
    status: 500,
    title: { vi: 'Lỗi của hệ thống', en: 'The engine failed' },
    cure: {
      vi: 'Thử lại; nếu vẫn lỗi, báo người vận hành kèm thời điểm.',
      en: 'Try again; if it stays, tell the operator, with the time.',
    },
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
