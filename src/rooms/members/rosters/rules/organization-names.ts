/**
 * One name for the ways in which offices write the same organisation: 中共云山市东风机床有限公司支部委员会, 云山市东风机床有限公司党支部,
 * 东风机床（云山）有限公司支部. Only what says the same is folded; a shorter name of the firm is not.
 */
export function organizationKey(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s"“”·.,、()<>〈〉《》【】[\]-]/g, '')
    .replace(/^(?:中国共产党|中共)/, '')
    .replace(/总支部委员会$|党总支部$|党总支$|总支部$/, '总支')
    .replace(/联合党支部委员会$|联合支部委员会$|联合党支部$/, '联合支部')
    .replace(/支部委员会$|党支部$/, '支部')
    .replace(/(?<!支部|总支)(?:党委员会|委员会|党委)$/, '委')
}
