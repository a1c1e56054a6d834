import { useSyncExternalStore } from 'react'
import { queryClient } from '../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../platform/web/api/upload.ts'
import { unitsApi } from '../api.ts'

/**
 * Files on their way to the server. Kept outside any page, since files may be dropped on every page and the page may
 * be left meanwhile. The files of an import are remembered as long as the window is open, so that one can be added:
 * then all are sent again as a new import and the old one is given up.
 */
export interface Upload {
  readonly names: readonly string[]
  /** 0–1 of the bytes sent. */
  readonly share: number
  readonly error: unknown
  /** A folder was among what was dropped; folders cannot be read. */
  readonly folder: boolean
}

let current: Upload | null = null
let abort: AbortController | null = null
const kept = new Map<string, readonly File[]>()
const listeners = new Set<() => void>()

function set(next: Upload | null): void {
  current = next
  for (const listener of listeners) listener()
}

/** Sends files; gives the new import's id, or null when it failed (shown at the drop zone) or was cancelled. */
export async function upload(files: readonly File[], folder = false): Promise<string | null> {
  if (abort !== null) return null
  if (files.length === 0) {
    set(folder ? { names: [], share: 0, error: null, folder } : null)
    return null
  }
  const control = new AbortController()
  abort = control
  const names = files.map((file) => file.name)
  set({ names, share: 0, error: null, folder })
  try {
    const url = unitsApi.url('units.startImport', {})
    const onShare = (share: number): void => set({ names, share, error: null, folder })
    const { id } = await uploadFiles<{ id: string; job: string }>(url, files, onShare, control.signal)
    kept.set(id, files)
    set(null)
    void queryClient.invalidateQueries({ queryKey: ['units.listImports'] })
    return id
  } catch (error) {
    set(control.signal.aborted ? null : { names, share: 0, error, folder })
    return null
  } finally {
    abort = null
  }
}

/** The same files and some more, as a new import in place of the old one. */
export async function uploadMore(id: string, more: readonly File[]): Promise<string | null> {
  const made = await upload([...(kept.get(id) ?? []), ...more])
  if (made !== null) await unitsApi.call('units.discardImport', { id })
  return made
}

export const canAddTo = (id: string): boolean => kept.has(id)

export function cancelUpload(): void {
  abort?.abort()
  set(null)
}

export function useUpload(): Upload | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
