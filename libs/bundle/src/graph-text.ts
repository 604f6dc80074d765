import type { Bundle, Procedure } from './bundle';
import { edgesOf, layersOf } from './graph-layers';
import { forceInWords, limitInWords } from './graph-words';

/**
 * The bundle for a terminal: step by step, what runs side by side under one number.
 *
 *     1  birth-registration   Đăng ký khai sinh / Birth registration
 *                             justice · trong ngày làm việc / same working day · cổng vào / gate
 *     2  permanent-residence  …
 */
export function graph(bundle: Bundle): string {
  const width = Math.max(...bundle.procedures.map(({ key }) => key.length));
  const force = forceInWords(bundle);
  const steps = layersOf(bundle).flatMap((layer, index) =>
    layer.flatMap((procedure, place) => {
      const number = place === 0 ? String(index + 1) : '∥';
      const indent = ' '.repeat(width + 6);
      const [title, ...rest] = linesOf(procedure, bundle);
      return [`${number.padStart(2)}  ${procedure.key.padEnd(width)}  ${title ?? ''}`, ...rest.map((line) => indent + line)];
    }),
  );
  const head = [bundle.ref, bundle.title.vi, bundle.title.en, `${force.vi} / ${force.en}`];
  const subsets = bundle.subsets.map((subset) => `    ${subset.join(' + ')}`);
  return [...head, '', ...steps, '', 'Nộp cùng nhau / Filed together:', ...subsets, ''].join('\n');
}

function linesOf({ key, title, agency, timeLimit, gate }: Procedure, bundle: Bundle): readonly string[] {
  const limit = limitInWords(timeLimit);
  const facts = [agency as string, `${limit.vi} / ${limit.en}`, ...(gate ? ['cổng vào / gate'] : [])];
  const needs = edgesOf(bundle).filter(({ to }) => to === key);
  const awaited = needs.map(({ from, label }) => (label === '' ? from : `${from} (${label})`)).join(', ');
  return [`${title.vi} / ${title.en}`, facts.join(' · '), ...(awaited === '' ? [] : [`← ${awaited}`])];
}
