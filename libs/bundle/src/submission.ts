import type { Breach, Bundle } from './bundle';
import { has, isObject } from './json';

/**
 * Everything that keeps a submission from being received: the form against its schema, the chosen procedures against the
 * subsets that may be filed together, and the parts of the form that the chosen procedures need.
 * The fields are JSON Pointers into the submission: `/form/child/birthDate`, and `/chosen`, with the rule `subset`, for the choice.
 */
export function checkSubmission(bundle: Bundle, form: unknown, chosen: readonly string[]): readonly Breach[] {
  const broken = bundle.form.check(form);
  const parts = missingParts(bundle, form, chosen).filter(({ field }) => !broken.some((breach) => breach.field === field));
  const ofForm = [...broken, ...parts].map((breach) => ({ ...breach, field: `/form${breach.field}` }));
  return [...ofForm, ...subsetBreach(bundle, chosen)];
}

function subsetBreach({ subsets, ref }: Bundle, chosen: readonly string[]): readonly Breach[] {
  const asked = new Set(chosen);
  const allowed =
    asked.size === chosen.length && subsets.some((subset) => subset.length === asked.size && subset.every((key) => asked.has(key)));
  if (allowed) return [];
  const message = {
    vi: `Các thủ tục đã chọn không thể nộp cùng nhau theo ${ref}.`,
    en: `The chosen procedures cannot be filed together under ${ref}.`,
  };
  return [{ field: '/chosen', rule: 'subset', message }];
}

function missingParts({ procedures }: Bundle, form: unknown, chosen: readonly string[]): readonly Breach[] {
  const wanting = procedures.filter(({ key }) => chosen.includes(key));
  return wanting.flatMap(({ formParts, title }) =>
    formParts
      .filter((part) => !isObject(form) || !has(form, part))
      .map((part) => ({
        field: `/${part}`,
        rule: 'required',
        message: { vi: `Cần khai phần này cho thủ tục: ${title.vi}`, en: `This part is needed for: ${title.en}` },
      })),
  );
}
