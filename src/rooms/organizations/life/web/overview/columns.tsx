import { countText, rateText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import { organizationKindNames } from '../../../rules/names.ts'
import type { LifeRow, LifeSummary, Meeting } from '../../contract.ts'
import { demandNames, lifeNames } from '../../rules/life-kinds.ts'
import type { LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'

export type Town = LifeSummary['towns'][number]

/** A town a row; its figures open the organisations behind them. */
export function useTownColumns(summary: LifeSummary | undefined, month: string | undefined): Column<Town>[] {
  const { page: words } = useLifeWords()
  const { columnsTown: titles } = words
  const figure = (n: number, { area, own }: Town, search: LifeSearch) =>
    n === 0 || area === null ? (
      countText(n)
    ) : (
      <FigureLink
        to="/life"
        search={{ area, view: 'list', month, own: own ? 'true' : undefined, ...search }}
        onClick={(event) => event.stopPropagation()}
      >
        {countText(n)}
      </FigureLink>
    )
  const holding = summary?.effective.organizations ?? 0
  const real = summary?.effective.effective ?? 0
  const total = (of: (town: Town) => number): string =>
    countText((summary?.towns ?? []).reduce((sum, town) => sum + of(town), 0))
  return [
    { key: 'name', title: titles.name, render: ({ name }) => <span title={name}>{name}</span> },
    {
      key: 'organizations',
      title: titles.organizations,
      width: '84px',
      right: true,
      render: (town) => figure(town.organizations, town, {}),
      sum: total(({ organizations }) => organizations),
    },
    {
      key: 'lacking',
      title: titles.lacking,
      width: '84px',
      right: true,
      render: (town) => figure(town.lacking, town, { lacking: 'any' }),
      sum: total(({ lacking }) => lacking),
    },
    {
      key: 'holding',
      title: titles.holding,
      width: '84px',
      right: true,
      render: (town) => countText(town.holding),
      sum: countText(holding),
    },
    {
      key: 'effective',
      title: titles.effective,
      width: '92px',
      right: true,
      render: (town) => figure(town.effective, town, { effect: 'effective' }),
      sum: countText(real),
    },
    {
      key: 'rate',
      title: titles.rate,
      width: '84px',
      right: true,
      render: (town) => (town.holding === 0 ? '—' : rateText(town.effective / town.holding)),
      sum: holding === 0 ? '—' : rateText(real / holding),
    },
    {
      key: 'units',
      title: titles.units,
      width: '132px',
      right: true,
      render: ({ unitsEffective, units }) => `${countText(unitsEffective)} / ${countText(units)}`,
      sum: `${total((town) => town.unitsEffective)} / ${total((town) => town.units)}`,
    },
  ]
}

export function useOrganizationColumns(months: number | undefined): Column<LifeRow>[] {
  const { page: words } = useLifeWords()
  const { columns: titles } = words
  return [
    { key: 'name', title: titles.name, render: ({ name }) => <span title={name}>{name}</span> },
    { key: 'kind', title: titles.kind, width: '104px', render: ({ kind }) => organizationKindNames[kind] },
    { key: 'area', title: titles.area, width: '12%', render: ({ areaName }) => areaName ?? '—' },
    {
      key: 'last',
      title: titles.last,
      width: '104px',
      render: ({ last }) => last ?? <span className="faint">{words.never}</span>,
    },
    {
      key: 'recent',
      title: titles.recent(months ?? 3),
      width: '84px',
      right: true,
      render: ({ recent }) => words.times(countText(recent)),
    },
    {
      key: 'lacking',
      title: titles.lacking,
      width: '26%',
      render: ({ lacking, effect, weak }) => {
        const kinds = lacking.map((kind) => demandNames[kind]).join(words.join)
        return (
          <span title={[kinds, ...weak].filter((part) => part !== '').join('；')}>
            {weak.length > 0 ? <span className="tag tag-red">{words.weakOne}</span> : null}
            {weak.length === 0 && effect === 'not' ? <span className="tag tag-sand">{words.notOne}</span> : null}
            {effect === 'new' ? <span className="tag">{words.newOne}</span> : null}{' '}
            {[kinds, ...weak].filter((part) => part !== '').join('；') ||
              (effect === 'effective' ? words.complete : '')}
          </span>
        )
      },
    },
  ]
}

export function useMeetingColumns(): Column<Meeting>[] {
  const { page: words } = useLifeWords()
  const { columnsMeeting: titles } = words
  return [
    { key: 'day', title: titles.day, width: '108px', render: ({ day }) => day },
    {
      key: 'kinds',
      title: titles.kinds,
      width: '22%',
      render: ({ kinds }) => kinds.map((kind) => lifeNames[kind]).join(words.join),
    },
    {
      key: 'holders',
      title: titles.holders,
      render: ({ holders }) => {
        const [first] = holders
        const names = holders.map(({ name }) => name).join(words.join)
        return (
          <span title={names}>
            {holders.length > 1 && first !== undefined ? words.together(first.name, holders.length) : names}
          </span>
        )
      },
    },
    { key: 'title', title: titles.title, width: '24%', render: ({ title }) => <span title={title}>{title}</span> },
    {
      key: 'numbers',
      title: titles.numbers,
      width: '92px',
      right: true,
      render: ({ holders }) => numbersOf(holders),
    },
  ]
}

/** Sums over those who held it together; a dash where one wrote none. */
export function numbersOf(
  holders: readonly { readonly due: number | null; readonly present: number | null }[],
): string {
  const sum = (of: 'due' | 'present'): string =>
    holders.length === 0 || holders.some((one) => one[of] === null)
      ? '—'
      : countText(holders.reduce((total, one) => total + (one[of] ?? 0), 0))
  const [present, due] = [sum('present'), sum('due')]
  return present === '—' && due === '—' ? '—' : `${present} / ${due}`
}
