import type { Drain } from './backlog';
import type { Day, OutageQuestion } from './day';

export type Language = 'vi' | 'en';

/** `15:04`, or `27/10 08:15`, as people in Viet Nam read a moment of that day or of a later one. */
export function clock(at: number, begins = at): string {
  const local = (millis: number): string => new Date(millis + 7 * 3_600_000).toISOString();
  const [shown, first] = [local(at), local(begins)];
  const time = shown.slice(11, 16);
  return shown.slice(0, 10) === first.slice(0, 10) ? time : `${shown.slice(8, 10)}/${shown.slice(5, 7)} ${time}`;
}

const minutes = (millis: number): number => Math.round(millis / 60_000);

export interface Answer {
  readonly question: OutageQuestion;
  readonly drain: Drain;
  readonly with: Day;
  readonly without: Day;
}

export const TEXTS = {
  en: {
    title: ({ agency, hours, dossiers }: OutageQuestion): string => `${agency} is down for ${hours} h on a day of ${dossiers} dossiers`,
    waiting: 'handoffs that have not come to the agency',
    oldestMinutes: 'how long the oldest has waited, in minutes',
    numbers: ({ question, drain, ...day }: Answer): readonly string[] => {
      const begins = Date.parse(day.with.begins);
      const at = (moment: string): string => clock(Date.parse(moment), begins);
      return [
        `handoffs to ${question.agency}: ${day.with.passages.length}, sent ${day.with.attempts} times (${day.without.attempts} without the outage)`,
        `most that waited: ${drain.peak.waiting}, at ${at(drain.peak.at)}; oldest: ${minutes(drain.oldest.oldestMs)} min, at ${at(drain.oldest.at)}`,
        `drained ${minutes(drain.drainedMs)} min after the agency was back; ${day.with.parked} were parked and released by hand (${day.without.parked} without the outage)`,
        `dossiers with a promise that passed: ${day.with.late}; without the outage ${day.without.late}`,
      ];
    },
    plotted: (file: string): string => `plot: ${file}`,
  },
  vi: {
    title: ({ agency, hours, dossiers }: OutageQuestion): string =>
      `${agency} ngừng hoạt động ${hours} giờ trong ngày có ${dossiers} hồ sơ`,
    waiting: 'lần chuyển chưa đến được cơ quan',
    oldestMinutes: 'lần chuyển cũ nhất đã chờ bao nhiêu phút',
    numbers: ({ question, drain, ...day }: Answer): readonly string[] => {
      const begins = Date.parse(day.with.begins);
      const at = (moment: string): string => clock(Date.parse(moment), begins);
      return [
        `lần chuyển đến ${question.agency}: ${day.with.passages.length}, đã gửi ${day.with.attempts} lượt (nếu không có sự cố: ${day.without.attempts})`,
        `tồn nhiều nhất: ${drain.peak.waiting}, lúc ${at(drain.peak.at)}; chờ lâu nhất: ${minutes(drain.oldest.oldestMs)} phút, lúc ${at(drain.oldest.at)}`,
        `hết tồn sau khi cơ quan hoạt động lại ${minutes(drain.drainedMs)} phút; ${day.with.parked} lần chuyển phải chờ người gửi lại (nếu không có sự cố: ${day.without.parked})`,
        `hồ sơ quá hẹn: ${day.with.late}; nếu không có sự cố: ${day.without.late}`,
      ];
    },
    plotted: (file: string): string => `biểu đồ: ${file}`,
  },
} as const;
