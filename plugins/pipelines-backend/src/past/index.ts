/*
 * What a demo tells of the time before it was first started, played through the services of delivery. The wiring gives it a set of them of its
 * own, with a clock that is set back; nothing uses it.
 */
export { PastProgress } from './PastProgress';
export { PastStore } from './PastStore';
export { PastTeller, type Told } from './PastTeller';
export { SetBackClock } from './SetBackClock';
export { ToldRuns } from './ToldRuns';
export { remembering } from './remembering';
