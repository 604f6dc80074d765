import type { Bundle } from './bundle';
import { edgesOf } from './graph-layers';
import { agenciesOfProcedure, limitsInWords } from './graph-words';

/** The bundle as a Mermaid flow chart, for Markdown pages. */
export function mermaid(bundle: Bundle): string {
  const names = new Map<string, string>(bundle.procedures.map(({ key }, index) => [key, `p${index + 1}`]));
  const nodes = bundle.procedures.map((procedure) => {
    const { key, title, gate } = procedure;
    const facts = `${agenciesOfProcedure(procedure).join(' | ')} · ${limitsInWords(procedure).vi}`;
    const text = [`<b>${quoted(title.vi)}</b>`, quoted(title.en), quoted(facts)].join('<br/>');
    return `  ${names.get(key)}${gate ? `(["${text}"])` : `["${text}"]`}`;
  });
  const arrows = edgesOf(bundle).map(({ from, to, need, label }) => {
    const line = need.until === 'ended' ? '-.->' : '-->';
    return `  ${names.get(from)} ${line}${label === '' ? '' : `|"${quoted(label)}"|`} ${names.get(to)}`;
  });
  return ['flowchart LR', ...nodes, ...arrows, ''].join('\n');
}

/** Mermaid takes HTML entities, written with `#` instead of `&`. */
const quoted = (text: string): string => text.replace(/[#"<>&]/g, (character) => `#${character.codePointAt(0)};`);
