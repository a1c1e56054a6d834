/**
 * Characters that are written for one another: they sound alike (typed by pinyin) or look alike (copied by eye).
 */
import { readPinyin } from '../../../../standards/pinyin.ts'

/**
 * Groups of look-alikes, only of characters that names of organisations really use; numerals with their formal
 * forms.
 */
const SAME_LOOK =
  '己已巳 末未 土士 日曰 人入八 大太犬 天夫无 干于千 田由甲申 王玉主 木本术 力刀 历厉 贝见 车东 泰秦 晟晨 鑫淼 隆陇 亨享 宏宠 弘私 博搏 鸿鸣 ' +
  '锐税说 徽微 杨扬 析折拆 治冶 洲州 沐沭 汇江 卫工 环坏 拨拔 晴睛清 侯候 崇祟 赢嬴 辰晨 竞竟 暖缓 裕格 祥详 凯剀 艇挺 铭铬 佰伯 仟千 陆路 ' +
  '阀伐 奥粤 旗棋 凤风 乌鸟 免兔 今令 厂广 万方 九丸 了子 尔你 玲冷 诚城 程呈 源原 园圆 叁三 壹一 贰二 肆四 伍五 陆六 柒七 捌八 玖九 拾十'

const looks = new Set<string>()
for (const group of SAME_LOOK.split(' ')) {
  for (const one of group) for (const other of group) if (one !== other) looks.add(one + other)
}

export type Likeness = 'sound' | 'look' | null

export function alike(one: string, other: string): Likeness {
  if (looks.has(one + other)) return 'look'
  return isHan(one) && isHan(other) && heard(one) === heard(other) ? 'sound' : null
}

/** The syllable as it is often misheard: zh as z, ch as c, sh as s, -ng as -n. */
function heard(character: string): string {
  return (readPinyin(character)[0] ?? character).replace(/^([zcs])h/, '$1').replace(/ng$/, 'n')
}

function isHan(character: string): boolean {
  return character >= '一' && character <= '鿿'
}
