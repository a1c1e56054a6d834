import { compact, oneOf, textParam } from '../../../../platform/web/search.ts'
import type { RawSearch } from '../../../../platform/web/search.ts'

export const shows = ['due', 'overdue', 'ahead', 'aside', 'done'] as const
export type Show = (typeof shows)[number]

export function dueSearch(raw: RawSearch) {
  return compact({
    month: textParam(raw, 'month'),
    show: oneOf(raw, 'show', shows),
    kind: textParam(raw, 'kind'),
    organization: textParam(raw, 'organization'),
    of: oneOf(raw, 'of', ['all']),
    row: textParam(raw, 'row'),
    look: oneOf(raw, 'look', ['workdays']),
  })
}
