import { countText, pointsText, rateText, shareText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Figure } from '../../../../platform/web/parts/figure.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import type { Denominator, Figure as Rate, Measure } from '../../contract.ts'
import { denominators, measures } from '../search.ts'
import { useRatesWords } from './words.ts'

interface Props {
  readonly figures: readonly Rate[] | undefined
  /** Figures of the frozen version compared with. */
  readonly before: { readonly name: string; readonly figures: readonly Rate[] } | undefined
  readonly chosen: string | undefined
  readonly onExplain: (measure: Measure, denominator: Denominator) => void
}

/** Every measure under every named denominator; nothing is shown without its denominator. */
export function Matrix({ figures, before, chosen, onExplain }: Props) {
  const words = useRatesWords()
  if (figures === undefined) {
    return (
      <Card title={words.matrix} note={words.matrixNote}>
        <SkeletonLines count={4} />
      </Card>
    )
  }
  const used = denominators.filter((key) => figures.some(({ denominator }) => denominator === key))
  const nameOf = (key: Denominator): string => figures.find(({ denominator }) => denominator === key)?.bottom.name ?? ''
  return (
    <Card title={words.matrix} note={words.matrixNote}>
      <table className="rates num" aria-label={words.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            {used.map((key) => (
              <th key={key} scope="col">
                {nameOf(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row">{words.measures[measure]}</th>
              {used.map((denominator) => {
                const figure = figures.find((one) => one.measure === measure && one.denominator === denominator)
                const was = before?.figures.find(({ id }) => id === figure?.id)
                return (
                  <td key={denominator} className={figure !== undefined && figure.id === chosen ? 'rates-on' : ''}>
                    {figure === undefined ? (
                      <span className="faint" title={words.notMade}>
                        —
                      </span>
                    ) : (
                      <RateCell
                        figure={figure}
                        was={was?.rate ?? null}
                        than={before?.name}
                        onOpen={() => onExplain(measure, denominator)}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function RateCell({
  figure,
  was,
  than,
  onOpen,
}: {
  readonly figure: Rate
  readonly was: number | null
  readonly than: string | undefined
  readonly onOpen: () => void
}) {
  const words = useRatesWords()
  const difference = was === null || figure.rate === null ? null : figure.rate - was
  return (
    <>
      <Figure onOpen={onOpen}>{rateText(figure.rate)}</Figure>
      {figure.target === null ? null : <span className="faint"> {words.target(shareText(figure.target))}</span>}
      {than === undefined || difference === null ? null : (
        <span
          className={difference > 0 ? 'good' : difference < 0 ? 'bad' : 'faint'}
          title={words.points(pointsText(difference), than)}
        >
          {' '}
          {pointsText(difference)}
        </span>
      )}
      <small>{words.of(countText(figure.top.n), countText(figure.bottom.n))}</small>
    </>
  )
}
