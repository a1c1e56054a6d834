/** What sub-rooms and later rooms may use of the deadlines on the server. */
export { registerClock, registerDaily, type DailyWork, type DeadlineClock, type DeadlineKind } from './registry.ts'
export { runAllClocks } from './run-all.ts'
export { runClock, runClocksOf } from './run-clock.ts'
export { settleDeadlines, type Settled } from './settle.ts'
export { findWorkdays } from './workdays.ts'
