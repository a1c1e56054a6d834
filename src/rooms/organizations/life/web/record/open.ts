/** The form of the frame, opened from a button anywhere. */
const OPENED = 'juxin:record-life'

export interface Named {
  readonly id: string
  readonly name: string
}

/** The panel takes the focus on opening; the form gives it to its first control, which may be there before or after. */
export function beginRecord(): void {
  const find = (what: string) => document.querySelector<HTMLInputElement>(`.life-zone ${what}`)
  const first = find('[data-begin]') ?? find('.field input')
  first?.focus()
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
