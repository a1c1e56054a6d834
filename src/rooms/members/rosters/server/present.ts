import type { Scope } from '../../../../kernel/scope.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { columnLetters } from '../../../../platform/server/spreadsheets/column-letters.ts'
import { openName } from '../../server/public.ts'
import type { Difference, Roster, RosterRow, RosterTab } from '../contract.ts'
import { differencesOf, type Absent, type Outcome } from '../rules/compare.ts'
import { rosterFields, type RosterField } from '../rules/fields.ts'
import { sayComparison } from '../rules/sentence.ts'
import type { DraftResult, RosterDraft, WrongRow } from './draft.ts'

export function presentRoster(draft: RosterDraft, scope: Scope): Roster {
  const { result } = draft
  const counts = countsOf(draft)
  const differences = result === null ? {} : countDifferences(result)
  return {
    id: draft.id,
    state: draft.state,
    job: draft.job,
    createdAt: draft.createdAt,
    problem: draft.problem,
    asOf: draft.asOf,
    kind: draft.kind,
    covers: draft.covers,
    sheets: draft.sheets.map(({ id, file, sheet, use, headerRow, columns, firstRow }) => ({
      id,
      file,
      name: sheet.name,
      use,
      rows: use ? Math.max(0, sheet.rows.length - firstRow) : 0,
      headerRow,
      skipped: (result?.skipped.get(id) ?? 0) + firstRow,
      columns: columns.map(({ index, title, field, why }) => {
        const { notTaken } = field === null ? {} : (rosterFields[field] as RosterField)
        return {
          index,
          letter: columnLetters(index),
          title,
          field,
          taken: field !== null && notTaken === undefined,
          why,
        }
      }),
    })),
    counts,
    differences,
    unexplained: result?.comparison.unexplained ?? 0,
    filled: result?.filled ?? 0,
    sentence: result === null ? '' : sayComparison(draft, counts, differences),
    seconds: draft.seconds,
    batch: draft.batch,
    purposeNeeded: scope.purpose === null,
  }
}

function countsOf({ result, answers }: RosterDraft): Roster['counts'] {
  const of = (tab: RosterTab): number => result?.comparison.outcomes.filter((one) => one.tab === tab).length ?? 0
  const unread = result?.unread.length ?? 0
  return {
    rows: (result?.rows.length ?? 0) + unread,
    same: of('same'),
    added: of('added'),
    changed: of('changed'),
    asked: of('asked'),
    answered: answers.size,
    wrong: of('wrong') + unread,
    absent: result?.comparison.absent.length ?? 0,
    onFile: result?.comparison.onFile ?? 0,
  }
}

function countDifferences({ comparison }: DraftResult): Record<string, number> {
  const sums: Partial<Record<Difference, number>> = {}
  for (const outcome of comparison.outcomes)
    for (const kind of differencesOf(outcome)) sums[kind] = (sums[kind] ?? 0) + 1
  if (comparison.absent.length > 0) sums['only-here'] = comparison.absent.length
  return sums
}

/** Rows of one tab, of one kind of difference where asked. */
export function rowsOfTab(
  result: DraftResult,
  tab: RosterTab,
  difference?: Difference,
): (Outcome | Absent | WrongRow)[] {
  if (tab === 'absent')
    return difference === undefined || difference === 'only-here' ? [...result.comparison.absent] : []
  const outcomes = result.comparison.outcomes.filter(
    (one) => one.tab === tab && (difference === undefined || differencesOf(one).includes(difference)),
  )
  return tab === 'wrong' ? [...result.unread, ...outcomes] : outcomes
}

export function presentRow(
  context: Pick<Context, 'secrets'>,
  draft: RosterDraft,
  result: DraftResult,
  one: Outcome | Absent | WrongRow,
  eyes: Eyes,
): RosterRow {
  const organization = (id: string | null): string | null =>
    id === null ? null : (result.ground.seats.get(id)?.name ?? null)
  const unit = (id: string | null): string | null => (id === null ? null : (result.ground.unitNames.get(id) ?? null))
  const nameOf = (member: string): string => {
    const sealed = result.names.get(member)
    return sealed === undefined ? '' : eyes.show('name', openName(context.secrets, sealed))
  }
  const blank = { changes: [], notes: [], candidates: [], answer: null, differences: [] as Difference[] }
  if (!('row' in one))
    return {
      ...blank,
      ...one.words,
      key: one.member.id,
      sheet: '',
      row: null,
      name: nameOf(one.member.id),
      member: one.member.id,
      organizationName: organization(one.member.organization),
      unitName: unit(one.member.unit),
      status: one.member.status,
      differences: ['only-here'],
    }
  if ('cells' in one)
    return {
      ...blank,
      key: one.key,
      sheet: one.sheet.sheet.name,
      row: one.row,
      name: eyes.show('name', one.name),
      member: null,
      organizationName: null,
      unitName: null,
      status: null,
      why: one.notes.map(({ why }) => why).join('；'),
      who: '办名册的人',
      remedy: one.notes.map(({ remedy }) => remedy).join('；'),
      notes: [...one.notes],
    }
  const { row } = one
  return {
    ...blank,
    ...one.words,
    ...(one.tab === 'wrong'
      ? {
          why: one.notes.map(({ why }) => why).join('；'),
          who: '办名册的人',
          remedy: one.notes.map(({ remedy }) => remedy).join('；'),
        }
      : { why: one.changes.length > 0 ? one.changes.map(({ why }) => why).join('；') : one.words.why }),
    key: row.key,
    sheet: row.sheetName,
    row: row.row,
    name: eyes.show('name', row.member.name),
    member: one.member?.id ?? null,
    organizationName: organization(row.organization) ?? '区外',
    unitName: unit(row.unit) ?? row.member.unit,
    status: row.member.status,
    differences: differencesOf(one),
    changes: one.changes.map(({ label, here, there }) => ({ label, here, there })),
    notes: [...one.notes],
    candidates: one.candidates.map(({ member, why }) => ({
      member: member.id,
      name: nameOf(member.id),
      organizationName: organization(member.organization),
      unitName: unit(member.unit),
      status: member.status,
      born: member.born,
      joined: member.joined,
      why,
    })),
    answer: draft.answers.get(row.key) ?? null,
  }
}
