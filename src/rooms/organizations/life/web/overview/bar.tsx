import { Input } from 'antd'
import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
import { demandNames, lifeKinds, lifeNames } from '../../rules/life-kinds.ts'
import type { LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'

const MONTHS = 24

/** Which month, which organisation, and the conditions that are on, each to be taken off. */
export function LifeBar({
  search,
  view,
  today,
  onSet,
}: {
  readonly search: LifeSearch
  readonly view: NonNullable<LifeSearch['view']>
  readonly today: string
  readonly onSet: (what: Partial<LifeSearch>) => void
}) {
  const { page: words, months } = useLifeWords()
  const { text, type, now } = useTyped(search.q, (q) => onSet({ q, view: view === 'towns' ? 'list' : search.view }))
  const { lacking, effect, weak, own, under } = search
  const chips: [keyof LifeSearch, string][] = [
    ...(view === 'list' && lacking !== undefined
      ? [
          ['lacking', lacking === 'any' ? words.chipAny : words.chipLacking(demandNames[lacking])] as [
            keyof LifeSearch,
            string,
          ],
        ]
      : []),
    ...(view === 'list' && effect !== undefined
      ? [['effect', words.effects[effect]] as [keyof LifeSearch, string]]
      : []),
    ...(view === 'list' && weak !== undefined ? [['weak', words.chips.weak] as [keyof LifeSearch, string]] : []),
    ...(view === 'list' && own !== undefined ? [['own', words.chips.own] as [keyof LifeSearch, string]] : []),
    ...(under !== undefined ? [['under', words.chips.under] as [keyof LifeSearch, string]] : []),
  ]
  return (
    <div className="life-bar no-print">
      <select
        className="control"
        aria-label={words.month}
        value={search.month ?? today.slice(0, 7)}
        onChange={(event) =>
          onSet({ month: event.target.value === today.slice(0, 7) ? undefined : event.target.value })
        }
      >
        {monthsBefore(today, search.month).map((month) => (
          <option key={month} value={month}>
            {months.name(month)}
          </option>
        ))}
      </select>
      <Input
        className="life-find"
        allowClear
        value={text}
        maxLength={100}
        aria-label={words.findLabel}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onPressEnter={now}
      />
      {view === 'meetings' ? (
        <select
          className="control"
          aria-label={words.kindLabel}
          value={search.kind ?? ''}
          onChange={(event) => onSet({ kind: lifeKinds.find((kind) => kind === event.target.value) })}
        >
          <option value="">{words.allKinds}</option>
          {lifeKinds.map((kind) => (
            <option key={kind} value={kind}>
              {lifeNames[kind]}
            </option>
          ))}
        </select>
      ) : null}
      {chips.map(([key, name]) => (
        <span key={key} className="tag">
          {name}{' '}
          <button
            type="button"
            className="link-button"
            aria-label={words.remove(name)}
            onClick={() => onSet({ [key]: undefined })}
          >
            ×
          </button>
        </span>
      ))}
    </div>
  )
}

/** This month and those before it, the newest first; a month of the address that lies further back as well. */
function monthsBefore(today: string, chosen: string | undefined): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const all = Array.from({ length: MONTHS }, (_, back) => {
    const index = year * 12 + month - 1 - back
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  })
  return chosen === undefined || all.includes(chosen) ? all : [...all, chosen].sort().reverse()
}
