/**
 * The table that decides: how often each kind of slip, code and address agreement is seen in rows that are a unit
 * (m), and in rows that are not (u). Everything here is data; the formulas are in slips.ts, weigh.ts and match.ts.
 *
 * How the figures were obtained: shares of slips by expectation maximisation (learn.ts) on unlabelled hand-kept
 * ledgers of several cities, rounded, and kept away from 0 so that a place with other habits is still understood;
 * shares of kin by asking a register of some 40,000 units which of its own units would be taken for one another
 * (bench/matching-model.ts prints both).
 */

/** What can happen to a name on its way into a hand-kept list. */
export type SlipKind =
  | 'region-spelling'
  | 'region-missing'
  | 'region-added'
  | 'region-detail'
  | 'region-conflict'
  | 'form-short'
  | 'form-other'
  | 'form-missing'
  | 'swap'
  | 'drop'
  | 'doubled'
  | 'extra'
  | 'alike'
  | 'replaced'
  | 'numeral'
  | 'shortened'
  | 'lengthened'
  | 'branch-character'
  | 'branch-word'
  | 'branch-missing'
  | 'branch-added'

export interface SlipLine {
  /** Share of rows of registered units with this slip. */
  readonly often: number
  /**
   * How many registered units at this distance a row has that is *no* registered unit, because the two belong
   * together or were named after each other: sister firms, numbered shops, a firm and its head office. Chance
   * likeness is not in here; it comes from the rarity of the name.
   */
  readonly kin: number
  /**
   * The difference makes a name of its own rather than a damaged one: one sister firm explains all such differences
   * at once. `unit`: it tells two parts of one body apart, which often share their address too.
   */
  readonly another?: 'name' | 'unit'
  /**
   * However strange the difference makes the name, a sister may bear it: rare characters are what names are made
   * of.
   */
  readonly nameable?: true
}

export const SLIPS: Readonly<Record<SlipKind, SlipLine>> = {
  'region-spelling': { often: 0.03, kin: 0.0005 },
  'region-missing': { often: 0.07, kin: 0.001 },
  'region-added': { often: 0.015, kin: 0.001 },
  'region-detail': { often: 0.004, kin: 0.002 },
  'region-conflict': { often: 0.0005, kin: 0.002, another: 'unit' },
  'form-short': { often: 0.07, kin: 0.0005 },
  'form-other': { often: 0.02, kin: 0.001 },
  'form-missing': { often: 0.03, kin: 0.0005 },
  swap: { often: 0.065, kin: 0.0005 },
  drop: { often: 0.065, kin: 0.0015 },
  doubled: { often: 0.02, kin: 0.0003 },
  extra: { often: 0.01, kin: 0.001, nameable: true },
  alike: { often: 0.03, kin: 0.0015, nameable: true },
  replaced: { often: 0.015, kin: 0.01, another: 'name' },
  numeral: { often: 0.001, kin: 0.1, another: 'unit' },
  shortened: { often: 0.015, kin: 0.008, another: 'name' },
  lengthened: { often: 0.01, kin: 0.005, another: 'name' },
  /** One character left out of or put into the branch part: 小石桥店 and 石桥店 may be two shops. */
  'branch-character': { often: 0.02, kin: 0.01 },
  'branch-word': { often: 0.002, kin: 0.2, another: 'unit' },
  'branch-missing': { often: 0.001, kin: 0.02, another: 'unit' },
  'branch-added': { often: 0.001, kin: 0.02, another: 'unit' },
}

/**
 * Bits by which a differing region or form makes a name stranger. Registered names do without a region, or end in
 * 公司 alone, too; where the name itself is damaged the rarity of the damaged spelling says it.
 */
export const FRAME_STRANGENESS: Readonly<Partial<Record<SlipKind, number>>> = {
  'region-spelling': 3,
  'region-missing': 3.5,
  'region-added': 2,
  'region-detail': 2,
  'region-conflict': 0,
  'form-short': 5,
  'form-other': 3,
  'form-missing': 6,
}

/** A row that gives a former name of the unit. */
export const FORMER_NAME = 0.02
/** A row that is the unit and bears a name that no slip explains. */
export const RENAMED = 0.002
/** Kin of a row that bears a registered name letter for letter: two bodies of one name under different registrars. */
export const NAMESAKE: SlipLine = { often: 0.6, kin: 0.0005 }
/** Two firms of one register may not bear one name (企业名称登记管理规定 2020 art. 11, 17): what is left of chance likeness. */
export const NAMESAKE_SHARE = 0.005
/**
 * Sole traders may. Each namesake that the register holds itself, per name, raises that share by so much: with one
 * name in ten borne twice nothing of the rule is left.
 */
export const NAMESAKE_GROWTH = 10

export type CodeLevel = 'equal' | 'organisation' | 'near' | 'prefix' | 'missing' | 'broken' | 'other-unit' | 'conflict'

export interface AgreementLine {
  /** Share of rows of the unit, both having a code. */
  readonly m: number
  /** Chance agreement. With `perUnit` it is spread over all units of the register. */
  readonly u: number
  readonly perUnit?: true
  /**
   * How often kin agree like this: sister firms stand next to each other in lists, and codes are copied from the
   * next row.
   */
  readonly kin: number
}

export const CODES: Readonly<Record<CodeLevel, AgreementLine>> = {
  /** A row that is no registered unit bears a registered code when it was copied from the row above. */
  equal: { m: 0.93, u: 0.01, perUnit: true, kin: 0.002 },
  organisation: { m: 0.02, u: 0.001, perUnit: true, kin: 0.0005 },
  near: { m: 0.03, u: 0.003, perUnit: true, kin: 0.0005 },
  /** Digits lost; the weight grows with the digits that are left, see codes.ts. */
  prefix: { m: 1, u: 1, kin: 1 },
  missing: { m: 1, u: 1, kin: 1 },
  broken: { m: 0.01, u: 0.03, kin: 0.03 },
  /** The code is that of another registered unit: as likely for a row of this unit as for a row of none. */
  'other-unit': { m: 0.01, u: 0.01, kin: 0.01 },
  conflict: { m: 0.004, u: 0.6, kin: 0.6 },
}

export type AddressLevel =
  | 'same'
  | 'contained'
  | 'number'
  | 'building'
  | 'road'
  | 'similar'
  | 'town'
  | 'district'
  | 'unclear'
  | 'conflict'
  | 'area'
  | 'other-area'
  | 'missing'

export interface AddressLine {
  /** Share of rows of a registered unit, both having an address. */
  readonly m: number
  /** Chance agreement where the register's own frequencies do not say it. */
  readonly u: number
  /** How often kin (sister firms, shops of a chain) agree like this. */
  readonly kin: number
}

export const ADDRESSES: Readonly<Record<AddressLevel, AddressLine>> = {
  same: { m: 0.6, u: 0.0005, kin: 0.08 },
  contained: { m: 0.05, u: 0.001, kin: 0.03 },
  number: { m: 0.08, u: 0.001, kin: 0.1 },
  building: { m: 0.02, u: 0.002, kin: 0.03 },
  road: { m: 0.04, u: 0.004, kin: 0.05 },
  similar: { m: 0.03, u: 0.004, kin: 0.05 },
  town: { m: 0.02, u: 0.05, kin: 0.1 },
  district: { m: 0.06, u: 0.2, kin: 0.25 },
  unclear: { m: 0.05, u: 0.3, kin: 0.2 },
  conflict: { m: 0.05, u: 0.8, kin: 0.4 },
  /** Where an address is missing and only districts can be compared. */
  area: { m: 0.9, u: 0.2, kin: 0.6 },
  'other-area': { m: 0.1, u: 0.8, kin: 0.4 },
  missing: { m: 1, u: 1, kin: 1 },
}

export interface MatchModel {
  readonly slips: Readonly<Record<SlipKind, SlipLine>>
  readonly codes: Readonly<Record<CodeLevel, AgreementLine>>
  readonly addresses: Readonly<Record<AddressLevel, AddressLine>>
  /** Share of rows that are some unit of a full register. */
  readonly registered: number
  /**
   * Units taken to be missing from any register. A register of three is not the register of the place: most rows are
   * none of the three.
   */
  readonly unlisted: number
  /** Joined without being asked from this probability. */
  readonly certain: number
  /** Put before a person from this probability. */
  readonly possible: number
}

export const MODEL: MatchModel = {
  slips: SLIPS,
  codes: CODES,
  addresses: ADDRESSES,
  registered: 0.9,
  unlisted: 200,
  certain: 0.98,
  possible: 0.2,
}
