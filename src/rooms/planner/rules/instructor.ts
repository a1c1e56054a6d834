import { addDays, parseDay } from '../../../kernel/day.ts'
import type { PlanParams } from '../contract.ts'

/** What the office says of an instructor beyond the ledger. */
export interface InstructorSetting {
  readonly name: string
  /** Units, where it is another number than the plan's. */
  readonly capacity: number | null
  /** Last day of the term. */
  readonly until: string | null
  readonly leaving: boolean
  /** Units with which there are pay or business ties: never put together. */
  readonly conflicts: readonly string[]
  readonly note: string
}

/** Why an instructor takes no new units; null where new ones can come. */
export function sayClosed(setting: InstructorSetting | undefined, day: string): string | null {
  if (!setting) return null
  if (setting.leaving) return '要离任'
  return setting.until !== null && setting.until < day ? `任期已于 ${setting.until} 届满` : null
}

/** A term that ends within this many days of the plan is worth a word. */
const SOON = 60

export function termCaution(setting: InstructorSetting | undefined, day: string): string | null {
  const [until, today] = [setting?.until ?? null, parseDay(day)]
  if (until === null || today === null || until < today || until > addDays(today, SOON)) return null
  return `任期到 ${until}，届时要交接。`
}

/** How many units an instructor looks after at most on a day, present ones included; 0 where no new ones may come. */
export function placesOf(
  setting: InstructorSetting | undefined,
  { capacity }: Pick<PlanParams, 'capacity'>,
  day: string,
): number {
  return sayClosed(setting, day) === null ? (setting?.capacity ?? capacity) : 0
}
