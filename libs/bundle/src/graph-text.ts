import type { Bundle, Procedure } from './bundle';
import { edgesOf, layersOf } from './graph-layers';
import { agenciesOfProcedure, forceInWords, limitInWords, limitsInWords } from './graph-words';

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
  const whole = bundle.timeLimits.map(({ limit, why }) => {
    const { vi, en } = limitInWords(limit);
    return `Cả gói / As a whole: ${vi} / ${en}${why ? ` – ${why.vi} / ${why.en}` : ''}`;
  });
  const head = [bundle.ref, bundle.title.vi, bundle.title.en, `${force.vi} / ${force.en}`, ...whole];
  const subsets = bundle.subsets.map((subset) => `    ${subset.join(' + ')}`);
  return [...head, '', ...steps, '', 'Nộp cùng nhau / Filed together:', ...subsets, ''].join('\n');
}

function linesOf(procedure: Procedure, bundle: Bundle): readonly string[] {
  const { key, title, gate, routes } = procedure;
  const limit = limitsInWords(procedure);
  const facts = [agenciesOfProcedure(procedure).join(' | '), `${limit.vi} / ${limit.en}`, ...(gate ? ['cổng vào / gate'] : [])];
  const ways = routes.map((route) => {
    const { vi, en } = limitInWords(route.timeLimit);
    return `→ ${route.option}: ${route.agency} · ${vi} / ${en}`;
  });
  const needs = edgesOf(bundle).filter(({ to }) => to === key);
  const awaited = needs.map(({ from, label }) => (label === '' ? from : `${from} (${label})`)).join(', ');
  return [`${title.vi} / ${title.en}`, facts.join(' · '), ...ways, ...(awaited === '' ? [] : [`← ${awaited}`])];
}
