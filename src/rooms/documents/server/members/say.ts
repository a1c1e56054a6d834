import type { CasePage, StepKey } from '../../../members/development/contract.ts'
import { dayIn, type DevelopmentFacts } from '../../../members/development/server/public.ts'
import { postKindNames } from '../../../members/development/public.ts'
import { OPEN } from '../organizations/founding-paper.ts'
import { chineseOrdinal, paperDay, type FormRow, type PaperPart } from '../paper.ts'

/** How the papers of one person's way say what is known, and leave open what is not. */
export type Person = Pick<
  CasePage,
  'name' | 'born' | 'gender' | 'ethnicity' | 'education' | 'job' | 'postKind' | 'unitName'
>

/** In running text. */
export const dayWords = (day: string | null): string => (day === null ? '×年×月×日' : paperDay(day))
/** In the cells of a table. */
export const dotted = (day: string | null): string => day?.replaceAll('-', '.') ?? ''
/** In a form: room for the hand. */
export const dayLine = (day: string | null): string => (day === null ? '　　年　月　日' : paperDay(day))
export const on = ({ page }: DevelopmentFacts, step: StepKey): string => dayWords(dayIn(page, step))
export const line = ({ page }: DevelopmentFacts, step: StepKey): string => dayLine(dayIn(page, step))
/** A paper bears the day of its step; a draft that of today. */
export const dated = ({ page }: DevelopmentFacts, step: StepKey, today: string): string => dayIn(page, step) ?? today
export const committee = (facts: DevelopmentFacts): string => facts.committee ?? OPEN
export const persons = (names: readonly string[]): string => (names.length === 0 ? OPEN : names.join('、'))
export const number = (n: number | undefined): string => (n === undefined ? '×' : String(n))

export const genderName = ({ gender }: Pick<Person, 'gender'>): string | null =>
  gender === null ? null : gender === 'male' ? '男' : '女'
export const bornMonth = ({ born }: Pick<Person, 'born'>): string =>
  `${Number(born.slice(0, 4))}年${Number(born.slice(5, 7))}月`

function nation({ ethnicity }: Person): string | null {
  return ethnicity === null || ethnicity === '' ? null : ethnicity.endsWith('族') ? ethnicity : `${ethnicity}族`
}

export const work = ({ unitName, job }: Person): string => `${unitName ?? ''}${job ?? ''}`

/** 林一舟，男，汉族，1990年1月出生，本科学历，在样例甲科技有限公司任工艺工程师 */
export function brief(person: Person): string {
  const { name, education, unitName, job } = person
  const school =
    education === null || education === '' ? '学历×' : education.endsWith('学历') ? education : `${education}学历`
  const works =
    unitName === null ? `工作单位${OPEN}` : job === null || job === '' ? `在${unitName}工作` : `在${unitName}任${job}`
  return [name, genderName(person) ?? '性别×', nation(person) ?? '×族', `${bornMonth(person)}出生`, school, works].join(
    '，',
  )
}

/** The head of a form: who it is. */
export function personRows(person: Person): FormRow[] {
  return [
    {
      pairs: [
        ['姓名', person.name],
        ['性别', genderName(person) ?? ''],
      ],
    },
    {
      pairs: [
        ['出生年月', bornMonth(person)],
        ['民族', nation(person) ?? ''],
      ],
    },
    {
      pairs: [
        ['学历', person.education ?? ''],
        ['岗位', person.postKind === null ? '' : postKindNames[person.postKind]],
      ],
    },
    { pairs: [['单位和职务', work(person)]] },
  ]
}

/** The person in a table of one line, as filings have it. */
export function personTable(
  person: Person,
  more: readonly (readonly [title: string, width: number, value: string])[],
): PaperPart {
  const cells: readonly (readonly [string, number, string])[] = [
    ['姓名', 20, person.name],
    ['性别', 11, genderName(person) ?? ''],
    ['民族', 13, nation(person) ?? ''],
    ['出生年月', 19, dotted(person.born).slice(0, 7)],
    ['学历', 19, person.education ?? ''],
    ['单位和职务', 156 - 82 - more.reduce((sum, [, width]) => sum + width, 0), work(person)],
    ...more,
  ]
  return {
    kind: 'table',
    columns: cells.map(([title, width]) => ({ title, width, align: 'center' })),
    rows: [cells.map(([, , value]) => value)],
  }
}

/** 12 → 一年, 18 → 十八个月. */
export const monthsWords = (months: number): string =>
  months % 12 === 0 ? `${chineseOrdinal(months / 12)}年` : `${chineseOrdinal(months)}个月`

export const text = (words: string): PaperPart => ({ kind: 'text', text: words })
export const heading = (words: string): PaperPart => ({ kind: 'heading', level: 1, text: words })
export const signed = (organ: string, day: string): PaperPart => ({ kind: 'signature', organ, day })
