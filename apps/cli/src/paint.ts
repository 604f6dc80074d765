import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

const plain = !process.stdout.isTTY || process.env['NO_COLOR'] !== undefined;

/** Styles text for a terminal; leaves it alone for pipes, files and NO_COLOR (no-color.org). */
export const paint = (style: Style, text: string): string => (plain ? text : styleText(style, text));
