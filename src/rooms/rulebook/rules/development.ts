import { inBothEditions } from './development-editions.ts'

const both = inBothEditions

/** What holds for the whole of developing a member; the twenty-five steps with their intervals stand in development-steps.ts. */
export const developmentRules = [
  both(
    'develop.age',
    {
      article: '第五条',
      text: '大意：年满十八岁的先进分子，承认党的纲领和章程，愿意参加党的一个组织并在其中积极工作、执行党的决议和按期交纳党费的，可以申请入党。',
      params: { years: 18 },
    },
    { article: '第五条' },
  ),
  both(
    'develop.contacts',
    {
      article: '第九条',
      text: '大意：党组织应当指定一至两名正式党员作入党积极分子的培养联系人。',
      params: { least: 1, most: 2 },
    },
    { article: '第九条' },
  ),
  both(
    'develop.introducers',
    {
      article: '第十四条',
      text: '大意：发展对象应当有两名正式党员作入党介绍人；受留党察看处分、尚未恢复党员权利的党员，不能作入党介绍人。',
      params: { count: 2 },
    },
    { article: '“发展对象的确定和考察”一章' },
  ),
  both(
    'develop.moved',
    {
      article: '第十二条',
      text: '大意：入党积极分子工作、学习所在单位发生变动，原单位党组织应当转交培养教育等有关材料；现单位党组织接收后，培养教育时间可连续计算。',
    },
    { article: '“入党积极分子的确定和培养教育”一章' },
  ),
  both(
    'develop.analysis',
    {
      article: '第十一条',
      text: '大意：基层党委每年要对入党积极分子队伍状况作一次分析。',
      params: { months: 12 },
    },
    { article: '第十一条' },
  ),
  both(
    'develop.publicity',
    {
      article: '公示（地方做法）',
      text: '大意：发展对象、接收预备党员、转正前公示；2014年细则没有规定天数，按本区口径填写。',
      certainty: '?',
      local: true,
      params: { workingDays: 5 },
    },
    { article: '第十三条', text: '大意：列为发展对象前应当公示，公示期不少于五个工作日。' },
  ),
  both(
    'develop.class',
    {
      article: '第十七条',
      text: '大意：基层党委或县级党委组织部门应当对发展对象进行短期集中培训，一般不少于三天（或不少于二十四个学时）；未经培训的，除个别特殊情况外，不能发展入党。',
      hard: false,
      params: { days: 3, hours: 24 },
    },
    { article: '第十七条' },
  ),
  both(
    'develop.leaving',
    {
      article: '第十九条第三款',
      text: '大意：发展对象未来三个月内将离开工作、学习单位的，一般不办理接收预备党员的手续。',
      hard: false,
      params: { months: 3 },
    },
    { article: '第十八条' },
  ),
  both(
    'develop.meeting',
    {
      article: '第二十条、第二十二条',
      text: '大意：讨论接收预备党员的支部大会，有表决权的到会人数必须超过应到会有表决权人数的半数；无记名投票，赞成人数超过应到会有表决权的正式党员的半数才能通过。',
      params: { presentOverPercent: 50, yesOverPercent: 50 },
    },
    { article: '第十九条至第二十二条' },
  ),
  both(
    'develop.approver',
    {
      article: '第二十四条',
      text: '大意：预备党员必须由党委（工委）审批；党总支不能审批预备党员，但应当对支部大会通过接收的预备党员进行审议；党组不能审批预备党员。',
    },
    { article: '“预备党员的接收”一章' },
  ),
  both(
    'develop.temporary',
    {
      article: '第二十四条',
      text: '大意：除另有规定外，临时党组织不能接收、审批预备党员。',
    },
    { article: '“预备党员的接收”一章' },
  ),
  both(
    'develop.probation',
    {
      article: '第三十二条',
      text: '大意：预备党员的预备期为一年，从支部大会通过其为预备党员之日算起；需要继续考察和教育的，可以延长一次预备期，不能少于半年，最长不超过一年。',
      params: { months: 12, extensions: 1, extendMonthsLeast: 6, extendMonthsMost: 12 },
    },
    { article: '第三十一条' },
  ),
  both(
    'develop.standing',
    {
      article: '第三十四条',
      text: '大意：党员的党龄，从预备期满转为正式党员之日算起。',
    },
    { article: '“预备党员的教育、考察和转正”一章' },
  ),
].flat()
