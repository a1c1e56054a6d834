import type { RuleBook } from '../../../rulebook/public.ts'
import type { FoundingCase } from '../contract.ts'
import { deedNames, kindNames, sourceNames } from '../rules/names.ts'
import { findArticle } from '../rules/rules.ts'
import type { DeedRow } from './cases.ts'

type Line = FoundingCase['deeds'][number]['lines'][number]

/** Fields of a deed with their names, in the order in which they are read. */
export function presentDeed(
  { id, deed, day, fields, reason, actor, at }: DeedRow,
  book: RuleBook,
): FoundingCase['deeds'][number] {
  const words = deed === 'elect' && fields['how'] === 'appointed' ? '任命班子' : deedNames[deed]
  return { id, deed, day, words, lines: linesOf(fields, book), reason, by: actor, at: at.toISOString() }
}

function linesOf(fields: DeedRow['fields'], book: RuleBook): Line[] {
  const lines: Line[] = []
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') lines.push({ name, value: String(value) })
  }
  const named = (names: Readonly<Record<string, string>>, key: string): string | undefined =>
    typeof fields[key] === 'string' ? names[fields[key]] : undefined
  add('名称', fields['name'])
  add('形式', named(kindNames, 'kind'))
  add('来源', named(sourceNames, 'source'))
  add('单位', fields['units'])
  add('正式党员', fields['membersFull'])
  add('党员合计', fields['members'])
  add('会议研究', fields['meeting'])
  add('应到', fields['due'])
  add('实到', fields['present'])
  if (fields['committee'] === true) add('支部委员', fields['seats'])
  if (fields['committee'] === false) add('班子', '设书记，不设委员会')
  add('备案机关', fields['filedWith'])
  add('文号', fields['paperNo'])
  for (const [rule, reason] of Object.entries((fields['overrides'] ?? {}) as Record<string, string>)) {
    const article = findArticle(book, rule)
    add(`不合“一般”要求（${article === null ? rule : article.article}）`, reason)
  }
  return lines
}
