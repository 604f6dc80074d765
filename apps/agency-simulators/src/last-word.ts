/** The given name: in a Vietnamese name the last word. */
export const lastWord = (fullName: string): string => fullName.split(' ').at(-1) ?? '';
