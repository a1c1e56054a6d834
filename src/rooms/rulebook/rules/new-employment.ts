import { rule } from './rule.ts'

/**
 * Which lines of business the new-employment groups (新就业群体) work in. No regulation draws the line by codes of the
 * industry classification; the office sets it. A code of 0 leaves a line out.
 */
export const newEmploymentRules = [
  rule({
    id: 'group.new-employment',
    topic: 'formation',
    regulation: '新就业群体党建地方做法',
    article: '涉及的行业',
    text: '大意：快递员、外卖配送员、网约车司机、货车司机等新就业群体所在的平台企业和站点，按《国民经济行业分类》划：快递602、其他寄递609、外卖送餐6242、出租车客运5413、道路货运543、互联网平台643；写0为不划入。',
    certainty: '?',
    hard: false,
    validFrom: '2018-10-28',
    params: { express: 602, delivery: 609, takeaway: 6242, riding: 5413, freight: 543, platform: 643 },
  }),
]
