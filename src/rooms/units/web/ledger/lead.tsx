import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../platform/web/format.ts'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useChosenArea } from '../../../areas/web/public.ts'
import type { UnitFilter } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { anyCondition, filterKeys, specialKeys } from './filter.ts'
import { useValueNames } from './value-names.ts'
import { useLedgerWords } from './words.ts'

/** “符合条件的 787 家：镇街为…；该办为应单独组建。” */
export function useLedgerLead(filter: UnitFilter) {
  const words = useLedgerWords()
  const names = useValueNames()
  const mayFill = useMay('units.import').ok
  const area = useChosenArea()?.area.name
  const { data } = useQuery({ ...unitsApi.query('units.count', filter), placeholderData: (old) => old })
  const conditions = [
    ...(filter.q === undefined ? [] : [words.condition(words.names.q, words.quoted(filter.q))]),
    ...(filter.area === undefined ? [] : [words.condition(words.names.area, area ?? '')]),
    ...filterKeys
      .filter((key) => filter[key] !== undefined)
      .map((key) => words.condition(words.names[key], names(key, filter))),
    ...specialKeys.filter((key) => filter[key] !== undefined).map((key) => words.special[key]),
  ].join(words.join)
  const total = data?.total ?? null
  const none = data?.facets['coverage']?.find(({ key }) => key === 'none')?.n ?? 0
  const n = <b>{countText(total)}</b>
  const lead =
    data === undefined
      ? undefined
      : anyCondition(filter)
        ? fill(total === 0 ? words.leadNone : words.leadSome, { n, conditions })
        : total === 0
          ? mayFill
            ? words.leadEmpty
            : words.leadEmptyPart
          : fill(words.leadAll, {
              n,
              more:
                none === 0
                  ? ''
                  : fill(words.leadUncovered, {
                      n: (
                        <FigureLink to="/units" search={{ coverage: 'none' }}>
                          {countText(none)}
                        </FigureLink>
                      ),
                    }),
            })
  return { lead, total }
}
