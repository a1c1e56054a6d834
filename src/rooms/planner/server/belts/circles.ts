import { addDiscs } from '../../../../solver/cover/belt-candidates.ts'
import { BeltDraft } from '../../../../solver/cover/belt-draft.ts'
import { countOf, FEWEST, type BeltCandidate, type BeltCell } from '../../rules/belts.ts'
import { fromPlane, middleOf, toPlane } from '../../rules/plane.ts'

const MOST_CIRCLES = 1000

/** Circles of one radius (kilometres) where the units to be reached are densest; none where no coordinates are known. */
export function listCircles(cells: readonly BeltCell[], radius: number): BeltCandidate[] {
  const known = cells.flatMap(({ lng, lat }) => (lng === null || lat === null ? [] : [{ lng, lat }]))
  if (known.length === 0) return []
  const middle = middleOf(known)
  const points = cells.flatMap(({ lng, lat }) => {
    if (lng === null || lat === null) return [NaN, NaN]
    const { x, y } = toPlane({ lng, lat }, middle)
    return [x, y]
  })
  const units = { value: Float64Array.from(cells, ({ counted }) => counted), points: Float64Array.from(points) }
  const draft = new BeltDraft(units, { rule: {}, leastUnits: 1 })
  addDiscs(draft, units, radius, MOST_CIRCLES)
  return draft.shapes
    .map(({ x, y }, index): BeltCandidate => {
      const own = Array.from(draft.units.slice(draft.starts[index], draft.starts[index + 1])).sort((a, b) => a - b)
      const at = fromPlane({ x, y }, middle)
      const area = `o:${at.lng.toFixed(5)},${at.lat.toFixed(5)}`
      return { level: 'circle', area, cells: own, counted: countOf(cells, own), middle: at }
    })
    .filter(({ counted }) => counted >= FEWEST)
}
