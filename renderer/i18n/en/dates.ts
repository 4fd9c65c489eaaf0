/** Texts of the date field and its calendar. */
export const dateTexts = {
  'date.calendar': 'Calendar: {name}',
  'date.choose': 'Choose from the calendar: {name}',
  'date.impossible': 'This day does not exist. Check the day and the month.',
  'date.keys': 'Arrow keys choose a day, Page Up and Page Down a month, with Shift a year.',
  'date.nextMonth': 'Next month',
  'date.nextYear': 'Next year',
  'date.none': 'This is not a date. Write it as {pattern}.',
  'date.previousMonth': 'Previous month',
  'date.previousYear': 'Previous year',
  'date.today': 'Today',
  'time.none': 'This is not a time of the day. Write it as 16:30.',
  'time.pattern': 'hh:mm',
} as const;
