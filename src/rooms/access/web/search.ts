import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export const signInSearch = (raw: RawSearch) =>
  compact({
    to: textParam(raw, 'to'),
    failed: oneOf(raw, 'failed', ['none', 'away', 'late', 'unconfirmed', 'stranger', 'second-factor']),
  })

export const setUpSearch = (raw: RawSearch) => compact({ token: textParam(raw, 'token') })

export const accountSearch = (raw: RawSearch) => compact({ tab: oneOf(raw, 'tab', ['me', 'held', 'duty']) })

export function accountsSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    state: oneOf(raw, 'state', ['invited', 'active', 'disabled', 'handed-over']),
    role: textParam(raw, 'role'),
    open: textParam(raw, 'open'),
    do: oneOf(raw, 'do', ['new', 'file']),
  })
}

export const rolesSearch = (raw: RawSearch) => compact({ edit: textParam(raw, 'edit') })

export const releasesSearch = (raw: RawSearch) => compact({ open: textParam(raw, 'open') })

export const requestsSearch = (raw: RawSearch) =>
  compact({ state: oneOf(raw, 'state', ['all']), open: textParam(raw, 'open') })
