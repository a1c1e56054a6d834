/**
 * Which column holds which field. For every column each field gets a confidence from heading and contents together; then
 * the surest pair is settled first, and a field that is taken is open to no other column.
 *
 * A heading we know whole weighs more than contents, which may be poor (a hand-kept ledger); a heading known in part needs
 * contents that agree; without a heading only what cannot be mistaken is taken: codes, names, addresses and the like.
 */
import { contentFit, validCodeShare } from './contents.ts'
import type { ColumnSample, ContentName } from './contents.ts'
import { FIELDS } from './fields.ts'
import { matchHeader } from './header-match.ts'
import type { HeaderMatch } from './header-match.ts'
import { columnName, shortText } from './cells.ts'
import type { FieldKey, LayoutColumn, LayoutWarning } from './types.ts'

/** Below this a column stays unrecognised. */
const ENOUGH = 0.5

/** Told by contents alone, with the least share of fitting cells. */
const BY_CONTENT: readonly (readonly [field: FieldKey, least: number, content?: ContentName])[] = [
  ['code', 0.6],
  ['name', 0.75],
  ['address', 0.7],
  ['registeredType', 0.9],
  ['orgName', 0.9],
  ['serial', 0.9],
  ['lng', 0.9, 'longitude'],
  ['lat', 0.9, 'latitude'],
  ['point', 0.9],
]

interface Claim {
  readonly column: number
  readonly field: FieldKey
  readonly confidence: number
  readonly why: readonly string[]
  readonly disagrees: boolean
}

export interface AssignedColumns {
  readonly columns: readonly LayoutColumn[]
  readonly warnings: readonly LayoutWarning[]
}

/** `paths` and `samples` by column. `headerRow` is where warnings point to. */
export function assignColumns(
  paths: readonly (readonly string[])[],
  samples: readonly ColumnSample[],
  headerRow: number | null,
): AssignedColumns {
  const claims = paths.map((path, column) => claimsOf(column, path, samples[column] as ColumnSample))
  const settled = settle(claims)
  const warnings: LayoutWarning[] = []
  const columns: LayoutColumn[] = []
  for (const [index, path] of paths.entries()) {
    const sample = samples[index] as ColumnSample
    if (path.length === 0 && sample.texts.length === 0) continue
    const claim = settled.get(index) ?? null
    const lost = claim === null ? (claims[index] ?? []).find((other) => other.confidence >= ENOUGH) : undefined
    columns.push(toColumn(index, path, sample, claim, claims[index] ?? [], lost))
    if (lost) warnings.push(twoColumns(lost, index, path, settled, paths, headerRow))
    if (claim?.disagrees) warnings.push(disagreement(claim, path, sample, headerRow))
  }
  return { columns, warnings }
}

function claimsOf(column: number, path: readonly string[], sample: ColumnSample): Claim[] {
  const claims: Claim[] = []
  if (path.length > 0) for (const match of matchHeader(path)) claims.push(claimByHeader(column, match, sample))
  else {
    for (const [field, least, content = FIELDS[field].content] of BY_CONTENT) {
      claims.push(...claimByContent(column, field, least, content, sample))
    }
  }
  return claims.sort((a, b) => b.confidence - a.confidence)
}

function claimByHeader(column: number, match: HeaderMatch, sample: ColumnSample): Claim {
  const { field, score, word } = match
  const { content } = FIELDS[field]
  const fit = content === undefined ? null : contentFit(content, sample)
  const sure = score >= 0.95
  const floor = sure ? 0.7 : 0.55
  const expected = content === undefined || fit === null
  let confidence = expected ? score * (sure ? 0.92 : 0.8) : score * (floor + (1 - floor) * fit)
  const disagrees = fit !== null && fit < 0.1 && sample.texts.length >= 5
  // A code without codes in it is another sort of code (of an industry, of a place): the word alone decides nothing.
  if (disagrees) confidence *= field === 'code' || field === 'oldRegNo' || field === 'orgCode' ? 0.5 : 0.75
  const why = [`表头“${word}”`]
  if (fit !== null && content !== 'fewWords') why.push(`${percent(fit)}的内容像${FIELDS[field].label}`)
  if (field === 'code' && fit !== null) why.push(`${percent(validCodeShare(sample))}校验位正确`)
  return { column, field, confidence, why, disagrees: disagrees && confidence >= ENOUGH }
}

function claimByContent(
  column: number,
  field: FieldKey,
  least: number,
  content: ContentName | undefined,
  sample: ColumnSample,
): Claim[] {
  if (content === undefined || sample.texts.length < Math.min(3, sample.rows)) return []
  const fit = contentFit(content, sample)
  if (fit === null || fit < least) return []
  const why = ['没有表头', `${percent(fit)}的内容像${FIELDS[field].label}`]
  return [{ column, field, confidence: 0.5 + 0.35 * fit, why, disagrees: false }]
}

function settle(claims: readonly (readonly Claim[])[]): Map<number, Claim> {
  const all = claims.flat().filter((claim) => claim.confidence >= ENOUGH)
  // Equal confidence: the column further left, which is where offices put the main one.
  all.sort((a, b) => b.confidence - a.confidence || a.column - b.column)
  const settled = new Map<number, Claim>()
  const taken = new Set<FieldKey>()
  for (const claim of all) {
    if (settled.has(claim.column) || taken.has(claim.field)) continue
    // A column that has lost its field takes the next best only where that is about as good.
    const best = claims[claim.column]?.[0]?.confidence ?? 0
    if (claim.confidence < best * 0.7) continue
    settled.set(claim.column, claim)
    if (FIELDS[claim.field].many !== true) taken.add(claim.field)
  }
  return settled
}

function toColumn(
  index: number,
  path: readonly string[],
  sample: ColumnSample,
  claim: Claim | null,
  claims: readonly Claim[],
  lost: Claim | undefined,
): LayoutColumn {
  const field = claim?.field ?? null
  const notTaken = field === null ? null : (FIELDS[field].notTaken ?? null)
  const taken = field !== null && notTaken === null
  const others = claims
    .filter((other) => other.field !== field && other.confidence >= 0.3)
    .slice(0, 4)
    .map(({ field: other, confidence }) => ({ field: other, confidence: round(confidence) }))
  const personal = field === 'legalRepIsMember' || field === 'person' || field === 'contact'
  return {
    index,
    header: path,
    title: path.join('/'),
    field,
    taken,
    notTaken,
    confidence: round(claim?.confidence ?? 0),
    why: claim ? withAside(claim) : lost ? [`与另一列同为${FIELDS[lost.field].label}`] : ['表头和内容都认不出'],
    others,
    samples: personal ? [] : [...new Set(sample.texts.map((text) => shortText(text)))].slice(0, 5),
    filled: sample.rows === 0 ? 0 : round(sample.texts.length / sample.rows),
  }
}

function withAside({ field, why }: Claim): readonly string[] {
  const { aside } = FIELDS[field]
  return aside === undefined ? why : [...why, aside]
}

function twoColumns(
  lost: Claim,
  index: number,
  path: readonly string[],
  settled: ReadonlyMap<number, Claim>,
  paths: readonly (readonly string[])[],
  row: number | null,
): LayoutWarning {
  const winner = [...settled.values()].find((claim) => claim.field === lost.field)
  const other = winner === undefined ? '' : nameOf(winner.column, paths[winner.column] ?? [])
  return {
    code: 'two-columns-one-field',
    words: `${nameOf(index, path)}和${other}都像${FIELDS[lost.field].label}，取后者；如不对，请在下面改选。`,
    row,
    column: index,
  }
}

function disagreement(claim: Claim, path: readonly string[], sample: ColumnSample, row: number | null): LayoutWarning {
  const example = sample.texts[0] === undefined ? '' : `（如“${shortText(sample.texts[0], 20)}”）`
  return {
    code: 'header-and-content-disagree',
    words: `${nameOf(claim.column, path)}的表头是${FIELDS[claim.field].label}，内容却不像${example}，请核对这一列。`,
    row,
    column: claim.column,
  }
}

function nameOf(column: number, path: readonly string[]): string {
  return path.length > 0 ? `“${path.join('/')}”列（${columnName(column)} 列）` : `${columnName(column)} 列`
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
