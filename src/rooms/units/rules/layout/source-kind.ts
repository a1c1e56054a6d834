/**
 * Where a sheet comes from, told from its columns and never from its file name: what the market regulator exports, what
 * firms declare in the annual report, what the office keeps by hand, or what this product exported before. Each column
 * speaks for one or more of them with a weight; the heaviest wins.
 */
import type { FieldKey, LayoutColumn, SourceKind } from './types.ts'
import { FIELDS } from './fields.ts'

type Known = Exclude<SourceKind, 'unknown'>

const WEIGHTS: Readonly<Partial<Record<FieldKey, Partial<Record<Known, number>>>>> = {
  scope: { registry: 3 },
  registeredType: { registry: 1.5 },
  capital: { registry: 2.5 },
  founded: { registry: 1.5 },
  status: { registry: 1, ledger: 0.3 },
  oldRegNo: { registry: 1 },
  province: { registry: 0.5 },
  legalRepIsMember: { 'annual-report': 3 },
  membersReported: { 'annual-report': 1.5, ledger: 0.8 },
  hasOrganization: { 'annual-report': 1, ledger: 1 },
  reportDate: { 'annual-report': 2 },
  femaleEmployees: { 'annual-report': 1.2 },
  employees: { 'annual-report': 0.7, ledger: 0.7 },
  revenue: { 'annual-report': 1 },
  membersFull: { ledger: 2 },
  membersProbationary: { ledger: 1.5 },
  orgForm: { ledger: 2 },
  orgName: { ledger: 1.5 },
  orgFounded: { ledger: 1.5 },
  orgSuperior: { ledger: 1.5 },
  secretary: { ledger: 1.5 },
  instructor: { ledger: 2.5 },
  liaison: { ledger: 2 },
  union: { ledger: 0.8, 'annual-report': 0.3 },
  youthLeague: { ledger: 0.8, 'annual-report': 0.3 },
  womensFederation: { ledger: 0.8 },
  reasonNone: { ledger: 2.5 },
  unitId: { 'juxin-export': 6 },
}

/** Words in headings and titles. */
const HINTS: readonly (readonly [words: RegExp, kind: Known, weight: number, why: string])[] = [
  [/校对码/, 'juxin-export', 4, '有校对码一列'],
  [/年末|期末|年报|含预备|包括预备|年度报告/, 'annual-report', 1.2, '表头用年报的说法'],
  [/台账|排查|底数|摸底|花名册|一览表|统计表|两新|“两新”|党建/, 'ledger', 1.2, '标题用台账的说法'],
  [/登记机关|核准|注销|吊销|发照/, 'registry', 1, '表头用登记的说法'],
]

const LABELS: Readonly<Record<Known, string>> = {
  registry: '登记资料',
  'annual-report': '年报',
  ledger: '台账',
  'juxin-export': '本软件导出的表',
}

export interface SourceFound {
  readonly source: SourceKind
  readonly confidence: number
  readonly why: readonly string[]
}

/** `titles`: the lines above the heading (not the sheet's name, which in a csv is the file's). `codeValid`: share of valid codes among all rows. */
export function findSource(columns: readonly LayoutColumn[], titles: string, codeValid: number): SourceFound {
  const scores = new Map<Known, number>()
  const why = new Map<Known, string[]>()
  const speak = (kind: Known, weight: number, reason: string) => {
    scores.set(kind, (scores.get(kind) ?? 0) + weight)
    why.set(kind, [...(why.get(kind) ?? []), reason])
  }
  for (const { field } of columns) {
    for (const [kind, weight] of Object.entries(field === null ? {} : (WEIGHTS[field] ?? {}))) {
      // The keys of WEIGHTS' rows are exactly the known kinds.
      speak(kind as Known, weight, `有“${FIELDS[field as FieldKey].label}”列`)
    }
  }
  const headings = columns.map((column) => column.title).join('\n')
  for (const [words, kind, weight, reason] of HINTS) {
    // Titles speak only for a ledger: every heading of a registry has 登记 somewhere.
    const text = kind === 'ledger' ? titles : headings
    if (words.test(text)) speak(kind, weight, reason)
  }
  const hasCode = columns.some((column) => column.field === 'code')
  if (hasCode && codeValid >= 0.95) {
    speak('registry', 0.8, '信用代码齐全有效')
    speak('annual-report', 0.8, '信用代码齐全有效')
  } else if (!hasCode || codeValid < 0.8) speak('ledger', 0.8, hasCode ? '信用代码不全' : '没有信用代码')
  return decide(columns, scores, why)
}

function decide(
  columns: readonly LayoutColumn[],
  scores: ReadonlyMap<Known, number>,
  why: ReadonlyMap<Known, string[]>,
): SourceFound {
  const hasKey = columns.some(({ field }) => field === 'name' || field === 'code' || field === 'oldRegNo')
  const ranked = [...scores].sort((a, b) => b[1] - a[1])
  const [best, second] = ranked
  if (!hasKey || best === undefined) {
    return { source: 'unknown', confidence: 0, why: ['没有单位名称，也没有信用代码'] }
  }
  const [source, score] = best
  if (score < 1.5) return { source: 'unknown', confidence: 0, why: ['除名称和代码外，没有说明来源的列'] }
  const lead = score / (score + (second?.[1] ?? 0))
  const confidence = Math.round(lead * Math.min(1, score / 4) * 1000) / 1000
  return { source, confidence, why: [`像${LABELS[source]}`, ...(why.get(source) ?? [])] }
}
