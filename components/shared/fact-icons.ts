import badgeCheck from 'lucide/dist/esm/icons/badge-check.mjs';
import ban from 'lucide/dist/esm/icons/ban.mjs';
import bookOpen from 'lucide/dist/esm/icons/book-open.mjs';
import building from 'lucide/dist/esm/icons/building.mjs';
import calendar from 'lucide/dist/esm/icons/calendar.mjs';
import calendarClock from 'lucide/dist/esm/icons/calendar-clock.mjs';
import lightbulb from 'lucide/dist/esm/icons/lightbulb.mjs';
import mapPin from 'lucide/dist/esm/icons/map-pin.mjs';
import megaphone from 'lucide/dist/esm/icons/megaphone.mjs';
import newspaper from 'lucide/dist/esm/icons/newspaper.mjs';
import packageBox from 'lucide/dist/esm/icons/package.mjs';
import scale from 'lucide/dist/esm/icons/scale.mjs';
import userRound from 'lucide/dist/esm/icons/user-round.mjs';

/** The same sign for the same thing on every surface. */
export const ENTITY_TYPE_ICONS = {
  organization: building,
  person: userRound,
  place: mapPin,
  product: packageBox,
  work: bookOpen,
  event: calendar,
  concept: lightbulb,
} as const;

export const STATUS_ICONS = {
  confirmed: badgeCheck,
  reported: newspaper,
  claimed: megaphone,
  planned: calendarClock,
  disputed: scale,
  retracted: ban,
} as const;
