import type { DivisionLevel } from './divisions.ts'

/**
 * How people shorten the names of administrative divisions: 辽宁省 → 辽宁, 甘井子区 → 甘井子, 昌吉回族自治州 → 昌吉州,
 * 察哈尔右翼中旗 → 察右中旗, and how one town is written in several ways: 某街道, 某街道办事处, 某街办, 某镇, 某乡.
 * Only regular shortenings are derived; the few irregular ones in general use stand in a table.
 */

const PEOPLES =
  '满族|回族|蒙古族|蒙古|藏族|苗族|彝族|壮族|侗族|瑶族|土家族|畲族|黎族|傣族|白族|佤族|羌族|水族|仡佬族|布依族|' +
  '哈尼族|拉祜族|朝鲜族|达斡尔族|哈萨克族|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔|各族|土族|撒拉族|保安族|东乡族|裕固族|' +
  '傈僳族|纳西族|独龙族|怒族|普米族|景颇族|布朗族|毛南族|仫佬族|京族|鄂伦春|鄂温克族|鄂温克|鄂伦春族|俄罗斯族|瑶'
const TRAILING_PEOPLES = new RegExp(`(?:${PEOPLES})+$`)

const SUFFIX: Record<DivisionLevel, RegExp> = {
  province: /(?:特别行政区|自治区|省|市)$/,
  city: /(?:自治州|地区|盟|市)$/,
  county: /(?:自治县|自治旗|林区|特区|矿区|新区|行政委员会|区|县|市|旗)$/,
  town: /(?:街道办事处|地区办事处|街办事处|办事处|街道|地区|街办|民族乡|民族苏木|苏木|镇|乡|街)$/,
  community: /(?:社区居民委员会|社区居委会|社区村委会|居民委员会|村民委员会|居委会|村委会|社区|嘎查|村|委)$/,
}

/** Names that say no more than a direction or a kind: shortened, they would be ordinary words. */
const GENERIC_STEM = /^(?:[东西南北中城郊矿新老]{1,2}|市[东西南北中]|市郊|县城)$/

const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map([
  ['巴音郭楞蒙古自治州', ['巴州']],
  ['克孜勒苏柯尔克孜自治州', ['克州']],
  ['博尔塔拉蒙古自治州', ['博州']],
  ['伊犁哈萨克自治州', ['伊犁州']],
  ['锡林郭勒盟', ['锡盟']],
  ['阿拉善盟', ['阿盟']],
  ['莫力达瓦达斡尔族自治旗', ['莫旗']],
  ['伊金霍洛旗', ['伊旗']],
  ['土默特左旗', ['土左旗']],
  ['土默特右旗', ['土右旗']],
  ['和林格尔县', ['和林县']],
  ['昆都仑区', ['昆区']],
  ['扎赉诺尔区', ['扎区']],
  ['达尔罕茂明安联合旗', ['达茂旗']],
  ['喀喇沁左翼蒙古族自治县', ['喀左县', '喀左']],
  ['前郭尔罗斯蒙古族自治县', ['前郭县', '前郭']],
  ['阜新蒙古族自治县', ['阜蒙县']],
  ['杜尔伯特蒙古族自治县', ['杜蒙县']],
  ['鄂温克族自治旗', ['鄂温克旗']],
  ['东乡族自治县', ['东乡县']],
  ['塔什库尔干塔吉克自治县', ['塔县']],
  ['鄂尔多斯市', ['鄂市']],
  ['呼和浩特市', ['呼市']],
])

/** The name without the word that says its kind, and without the peoples of an autonomous area; the name itself when nothing sensible is left. */
export function stemOf(name: string, level: DivisionLevel): string {
  const bare = name.replace(SUFFIX[level], '')
  const autonomous = /自治|族乡$|族镇$/.test(name)
  const plain = autonomous ? bare.replace(TRAILING_PEOPLES, '') : bare
  // 内蒙古 keeps its people: without them nothing is left.
  const stem = plain.length >= 2 ? plain : bare
  return stem.length >= 2 ? stem : name
}

/** Other ways of writing a province, city or county, without the full name itself. */
export function shortNames(name: string, level: 'province' | 'city' | 'county'): string[] {
  const found = new Set<string>(IRREGULAR.get(name))
  const stem = stemOf(name, level)
  if (stem !== name && !GENERIC_STEM.test(stem)) found.add(stem)
  if (level === 'city' && name.endsWith('自治州')) found.add(`${stem}州`)
  if (level === 'county' && name.endsWith('自治县')) found.add(`${stem}县`)
  const banner = /^(.).*(左|右)翼(.*旗)$/.exec(name)
  if (banner) found.add(`${banner[1]}${banner[2]}${banner[3]}`)
  found.delete(name)
  return [...found]
}

/**
 * Whatever may follow a town's stem and still mean the same place, former and later kinds included (某镇 became 某街道,
 * 某街道办事处 is its office). Sources of regular expressions, longer words first.
 */
export const TOWN_KINDS = `(?:街道办事处|地区办事处|街办事处|街道办|办事处|街道|地区|街办|(?:(?:${PEOPLES})+|民族)?(?:镇|乡)|(?:民族)?苏木)`

/** Whatever may follow the stem of a village or community: villages become communities and keep their stem. */
export const COMMUNITY_KINDS =
  '(?:社区居民委员会|社区居委会|社区村委会|居民委员会|村民委员会|居委会|村委会|行政村|社区|嘎查|村|委(?!员|托|会|办|培))'
