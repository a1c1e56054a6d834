import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export function planSearch(raw: RawSearch) {
  return compact({
    view: oneOf(raw, 'view', ['map']),
    town: textParam(raw, 'town'),
    kind: oneOf(raw, 'kind', ['own', 'joint', 'instructor', 'uncovered']),
    decision: oneOf(raw, 'decision', ['open', 'accepted', 'rejected', 'changed', 'locked']),
    cautions: oneOf(raw, 'cautions', ['yes']),
    q: textParam(raw, 'q'),
    proposal: textParam(raw, 'proposal'),
    block: textParam(raw, 'block'),
    shape: oneOf(raw, 'shape', ['points']),
    look: oneOf(raw, 'look', ['gap', 'changes']),
  })
}

export const scenariosSearch = (raw: RawSearch) => compact({ edit: textParam(raw, 'edit') })

export const compareSearch = (raw: RawSearch) => compact({ ids: textParam(raw, 'ids') })

export function instructorsSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    only: oneOf(raw, 'only', ['leaving', 'full']),
    edit: textParam(raw, 'edit'),
    handover: textParam(raw, 'handover'),
    each: textParam(raw, 'each'),
  })
}

export function beltsSearch(raw: RawSearch) {
  return compact({
    count: textParam(raw, 'count'),
    levels: textParam(raw, 'levels'),
    of: oneOf(raw, 'of', ['all', 'members', 'uncovered']),
    radius: textParam(raw, 'radius'),
    belt: textParam(raw, 'belt'),
  })
}
