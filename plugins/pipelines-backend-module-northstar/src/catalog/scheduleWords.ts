const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

const pad = (value: string) => value.padStart(2, '0');

/**
 * A cron expression of the fleet in words, such as "every hour at 5 past" or "on weekdays at 05:40, New York time".
 *
 * @param schedule - five fields, of the forms that the fleet uses
 * @throws Error for any other form, so that no page says something wrong
 * @internal
 */
export function scheduleInWords(schedule: {
  cron: string;
  timezone: string;
}): string {
  const { cron, timezone } = schedule;
  const [minute, hour, day, , weekday] = cron.split(' ');
  if (!/^\d+$/.test(minute)) throw new Error(`No words for cron "${cron}"`);

  if (hour === '*') return `every hour at ${minute} past`;
  if (hour.startsWith('*/')) {
    return `every ${hour.slice(2)} hours at ${minute} past`;
  }
  if (hour.includes(',')) {
    const [first, second] = hour.split(',').map(Number);
    return `every ${second - first} hours from ${pad(String(first))}:${pad(
      minute,
    )}`;
  }
  if (!/^\d+$/.test(hour)) throw new Error(`No words for cron "${cron}"`);

  const city = timezone.split('/')[1]?.replaceAll('_', ' ');
  const at = `at ${pad(hour)}:${pad(minute)} ${city ? `${city} time` : 'UTC'}`;
  if (weekday === '1-5') return `on weekdays ${at}`;
  if (/^\d$/.test(weekday)) return `every ${WEEKDAYS[Number(weekday)]} ${at}`;
  if (day !== '*') return `on day ${day} of each month ${at}`;
  return `every day ${at}`;
}
