/** The form of the frame, opened from a button anywhere. */
const OPENED = 'juxin:record-life'

export interface Named {
  readonly id: string
  readonly name: string
}

export function openQuickRecord(organization: Named | null = null): void {
  window.dispatchEvent(new CustomEvent(OPENED, { detail: organization }))
}

/** Hears of it until the returned function is called. */
export function onQuickRecord(open: (organization: Named | null) => void): () => void {
  const on = (event: Event): void => {
    // Sent by `openQuickRecord` only.
    open((event as CustomEvent<Named | null>).detail)
  }
  window.addEventListener(OPENED, on)
  return () => window.removeEventListener(OPENED, on)
}
