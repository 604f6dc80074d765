import type { Bilingual } from '@lienthong/bundle';
import { CommanderError, type Command } from 'commander';

/** A command line that makes no sense, with the command at which it stopped making sense. */
export class UsageError extends Error {
  constructor(
    readonly command: Command,
    readonly error: CommanderError,
  ) {
    super(error.message);
  }
}

/** Makes commander throw what it would print, so that it can be said in the reader's language, and in JSON. */
export function throwUsageErrors(command: Command): void {
  command.configureOutput({ outputError: () => undefined });
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : new UsageError(command, error);
  });
  command.commands.forEach(throwUsageErrors);
}

/** What is wrong, and where help is. The names of options and the like stand in quotes in what commander says. */
export function usageText({ command, error: { code, message } }: UsageError): Bilingual {
  const help = `${pathOf(command)} --help`;
  if (code === 'commander.help') return { en: `a command is missing; see: ${help}`, vi: `thiếu tên lệnh con; xem: ${help}` };
  const english = message.replace(/^error: /, '').replace('\n', ' ');
  const [named = '', given = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted);
  const meant = /\(Did you mean (one of )?(.+)\?\)/.exec(message)?.[2];
  const choices = /Allowed choices are (.+)\./.exec(message)?.[1];
  const vietnamese = [
    (VIETNAMESE[code] ?? (() => english))(named, given),
    ...(meant === undefined ? [] : [`(có phải là: ${meant}?)`]),
    ...(choices === undefined ? [] : [`(chọn trong: ${choices})`]),
  ].join(' ');
  return { en: `${english}; see: ${help}`, vi: `${vietnamese}; xem: ${help}` };
}

const VIETNAMESE: Readonly<Record<string, (named: string, given: string) => string>> = {
  'commander.unknownCommand': (name) => `không có lệnh '${name}'`,
  'commander.unknownOption': (name) => `không có tùy chọn '${name}'`,
  'commander.missingArgument': (name) => `thiếu tham số '${name}'`,
  'commander.optionMissingArgument': (name) => `tùy chọn '${name}' thiếu giá trị`,
  'commander.missingMandatoryOptionValue': (name) => `thiếu tùy chọn bắt buộc '${name}'`,
  'commander.invalidArgument': (name, given) => `giá trị không hợp lệ: ${[name, given].map((each) => `'${each}'`).join(' ')}`,
  'commander.excessArguments': (name) => `thừa tham số cho lệnh '${name}'`,
  'commander.conflictingOption': (name, given) => `không dùng '${name}' cùng với '${given}'`,
};

/** `lienthong audit verify` */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
