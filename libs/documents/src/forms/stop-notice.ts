import type { StopForm } from '../form-data';
import { A5_UPRIGHT } from '../page/paper';
import { bold, joined, plain } from '../page/text';
import { FORM_TITLES } from '../form-titles';
import type { Composition } from './composition';
import { longTime } from './dates';
import { addressed, field, listed, officerSigns, paragraph, tracking } from './phrases';
import { sheet } from './sheet';

/** 05: from when and why nothing more is done, and which results stand all the same. */
export const stopNotice = (form: StopForm): Composition =>
  sheet(form, { title: FORM_TITLES['05'].vi, paper: A5_UPRIGHT, foot: form.dossier.code }, [
    ...addressed(form),
    ...field('Tiếp nhận lúc', longTime(form.receivedAt)),
    paragraph(joined(`${form.office.name} dừng giải quyết hồ sơ này từ `, bold(longTime(form.stoppedAt)), '.'), 0.5),
    ...listed('Lý do', form.reasons),
    ...listed('Kết quả đã có và vẫn có giá trị', form.results ?? []),
    paragraph(plain('Nếu cần giải thích, mời ông/bà liên hệ theo địa chỉ dưới đây.'), 0.5),
    { kind: 'signatures', right: officerSigns(form, 'Người thông báo') },
    tracking(form.dossier.trackingUrl, form.office),
  ]);
