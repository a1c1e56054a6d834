import type { KeyboardEvent } from 'react'
import { countText } from '../format.ts'
import './tab-bar.css'

export interface Tab<K extends string> {
  readonly key: K
  readonly name: string
  readonly count?: number | undefined
}

/** Tabs with counts; arrows move between them. The chosen one belongs into the URL. */
export function TabBar<K extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  panel,
}: {
  readonly label: string
  readonly tabs: readonly Tab<K>[]
  readonly chosen: K
  readonly onChoose: (key: K) => void
  /** Id of the element that shows the chosen tab (`role="tabpanel"`). */
  readonly panel: string
}) {
  const step = (event: KeyboardEvent, at: number): void => {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(at + move + tabs.length) % tabs.length]
    if (move === 0 || next === undefined) return
    event.preventDefault()
    onChoose(next.key)
    const buttons = event.currentTarget.parentElement?.querySelectorAll('button')
    buttons?.[tabs.indexOf(next)]?.focus()
  }
  return (
    <div className="tabs num" role="tablist" aria-label={label}>
      {tabs.map((tab, at) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          aria-selected={tab.key === chosen}
          aria-controls={panel}
          tabIndex={tab.key === chosen ? 0 : -1}
          className={tab.count === 0 ? 'zero' : ''}
          onClick={() => onChoose(tab.key)}
          onKeyDown={(event) => step(event, at)}
        >
          {tab.name}
          {tab.count === undefined ? null : ` ${countText(tab.count)}`}
        </button>
      ))}
    </div>
  )
}
