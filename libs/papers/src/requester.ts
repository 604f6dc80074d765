import type { ReceiptForm } from '@lienthong/documents';
import { isErased, type Dossier, type Personal } from '@lienthong/dossier/domain';
import type { Reference } from './reference';

/** Stands where something personal stood whose key was erased (Law 91/2025/QH15). */
export const ERASED_WORDS = '(dữ liệu cá nhân đã được xóa)';

/** What somebody said, or that it was erased. */
export const wordsOf = (words: Personal<string>): string => (isErased(words) ? ERASED_WORDS : words);

/** Who files, out of the part `requester` that the forms of all bundles have. */
export function requesterOf({ form }: Dossier, { workflows }: Reference): ReceiptForm['requester'] {
  if (isErased(form)) return { name: ERASED_WORDS };
  const requester = members(form['requester']);
  const { line, commune } = members(requester['address']);
  const address = [text(line), workflows.offices.get(text(commune))?.name].filter(Boolean).join(', ');
  const phone = text(requester['phone']);
  return { name: text(requester['fullName']), ...(address && { address }), ...(phone && { phone }) };
}

/** What was handed in with the form: the form itself, and what the part `attachments` lists. */
export function attachedTo({ form }: Dossier): readonly string[] {
  const attachments = isErased(form) ? undefined : form['attachments'];
  return Array.isArray(attachments) ? attachments.map((each) => text(members(each)['name'])).filter(Boolean) : [];
}

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
