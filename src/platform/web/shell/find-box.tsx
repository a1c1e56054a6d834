import { useQueries } from '@tanstack/react-query'
import { Fragment, useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { usePlatformWords } from '../words.ts'

export interface Hit {
  readonly key: string
  readonly name: string
  readonly note?: string
  readonly go: () => void
}

/** One kind of thing that can be found: units, areas, pages. Given by the rooms, put together by the application. */
export interface Finder {
  readonly key: string
  readonly title: string
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly Hit[]> | readonly Hit[]
}

/** Ctrl K finds anything; arrows choose, Enter goes, Esc leaves. */
export function FindBox({ finders }: { readonly finders: readonly Finder[] }) {
  const words = usePlatformWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const q = useDebounced(text.trim(), 150)
  useKeys({ 'ctrl+k': { words: words.keys.open, run: () => input.current?.select() } })

  const answers = useQueries({
    queries: finders.map((finder) => ({
      queryKey: ['find', finder.key, q],
      queryFn: async ({ signal }: { signal: AbortSignal }) => finder.find(q, signal),
      enabled: open && q !== '',
      // Hits hold functions of this drawing; they are cheap to ask for again.
      gcTime: 0,
      staleTime: 0,
    })),
  })
  const groups = finders.map((finder, index) => ({ ...finder, hits: answers[index]?.data ?? [] }))
  const hits = groups.flatMap((group) => group.hits)
  const searching = q !== text.trim() || answers.some((answer) => answer.isFetching)
  const chosen = hits[Math.min(at, hits.length - 1)]

  const leave = (): void => {
    setOpen(false)
    setText('')
    input.current?.blur()
  }
  const go = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    leave()
    hit.go()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') go(chosen)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }
  return (
    <search className="find">
      <input
        ref={input}
        className="find-input"
        type="text"
        role="combobox"
        aria-label={words.find.label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && chosen !== undefined ? `${id}-${chosen.key}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={words.find.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <span className="find-short" aria-hidden="true">
        {words.find.short}
      </span>
      {/* Keeps the focus in the box, so that a click on a hit arrives before the list closes. */}
      <div
        id={`${id}-list`}
        className="find-list"
        role="listbox"
        tabIndex={-1}
        aria-label={words.find.label}
        hidden={!open}
        onMouseDown={(event) => event.preventDefault()}
      >
        {text.trim() === '' ? <div className="find-empty">{words.find.start}</div> : null}
        {groups.map((group) =>
          group.hits.length === 0 ? null : (
            <Fragment key={group.key}>
              <h3 aria-hidden="true">{group.title}</h3>
              {group.hits.map((hit) => (
                <div
                  key={hit.key}
                  id={`${id}-${hit.key}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={hit === chosen}
                  className="find-hit"
                  onClick={() => go(hit)}
                  onKeyDown={onKeyDown}
                  onMouseMove={() => setAt(hits.indexOf(hit))}
                >
                  <span className="ellipsis">{hit.name}</span>
                  {hit.note === undefined ? null : <small>{hit.note}</small>}
                </div>
              ))}
            </Fragment>
          ),
        )}
        {text.trim() === '' || hits.length > 0 ? null : (
          <div className="find-empty">{searching ? words.find.searching : words.find.nothing(text.trim())}</div>
        )}
      </div>
    </search>
  )
}

function useDebounced(value: string, milliseconds: number): string {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return late
}
