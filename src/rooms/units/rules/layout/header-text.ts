/** Headings as they are compared: what offices add around the words (blanks, stars, brackets, numbering, units of measure) is taken off. */

const UNIT = '(?:人|名|个|家|户|万元|元|亿元|万|人民币|人民币万元|万元人民币|平方米|㎡|%|岁|位)'
const ASIDE = new RegExp(
  `[(\\[【〔](?:单位[:：]?)?(?:${UNIT}|必填|选填|必填项|可不填|下拉选择|下拉|勾选|全称|盖章|签字|年[/.、-]?月(?:[/.、-]?日)?|y{2,4}[-/.年]?m{1,2}(?:[-/.月]?d{1,2}日?)?|是[/／或、]?否|填[^)\\]】〕]*|请[^)\\]】〕]*|如[^)\\]】〕]*|例[^)\\]】〕]*|18位|十八位)[)\\]】〕]`,
  'gi',
)
const NUMBERING =
  /^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)]|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])(?=\D)/u
const LEAD_IN = /^(?:其中|指标|项目)[:：]/
const DECORATION = /[\s*＊※★☆:：;；,，.．。、/／|()[\]{}【】〔〕〈〉《》"'“”‘’\-–—_~·•!！?？\u200B\uFEFF]+/gu

/** `* 党员人数（人）` → `党员人数`, `其中：女职工` → `女职工`, `党员人数(含预备)` → `党员人数含预备`. */
export function headerKey(text: string): string {
  const folded = text.normalize('NFKC').replace(/\s+/g, '')
  return folded
    .replace(ASIDE, '')
    .replace(/^[*※★☆]+/, '')
    .replace(NUMBERING, '')
    .replace(LEAD_IN, '')
    .replace(DECORATION, '')
    .toUpperCase()
}

/** A heading as it is shown: on one line, without stars. */
export function headerTitle(text: string): string {
  return text
    .replace(/\s*\n\s*/g, '')
    .replace(/^[*＊※★☆\s]+|[*＊※★☆\s]+$/g, '')
    .replace(/(?<=\p{Script=Han})[\s\u3000]+(?=\p{Script=Han})/gu, '')
}
