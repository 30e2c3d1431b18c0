export type { NamedCalendar } from './NamedCalendar';
export { readCalendars } from './readCalendars';
