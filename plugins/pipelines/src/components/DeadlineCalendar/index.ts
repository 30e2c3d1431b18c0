export {
  DeadlineCalendar,
  type DeadlineCalendarProps,
} from './DeadlineCalendar';
