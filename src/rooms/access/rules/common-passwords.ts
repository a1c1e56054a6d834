/**
 * What people in Chinese offices take for a password when nobody objects: the worst of the lists that were published
 * after break-ins, and local habits (pinyin of phrases, numbers that sound like words, the service's own number, names of
 * the work). Written out as words; `password.ts` joins them with the years, digits and keyboard walks that people hang on.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
password passw0rd passwd pass p@ssw0rd p@ssword admin administrator root guest user test tester testing demo default
changeme letmein welcome login master secret access system server service office public private monkey dragon sunshine
princess football baseball basketball shadow superman batman michael jordan jennifer ashley charlie iloveyou trustno1
starwars whatever freedom ninja azerty hello world google baidu tencent wechat weixin alibaba taobao huawei xiaomi oppo
apple iphone android windows microsoft computer internet network database oracle mysql postgres
woaini woaiwojia woaizhongguo woaini1314 woshishui wodemima mima mimamima mima123 nihao nihaoma zhongguo beijing shanghai
guangzhou shenzhen tianjin chongqing dalian shenyang hangzhou nanjing wuhan chengdu xian qingdao jinan zhengzhou harbin
changchun liaoning jilin heilongjiang shandong jiangsu zhejiang guangdong henan hebei hunan hubei sichuan
aini aiwo baobao baobei laogong laopo laoban mama baba meimei gege jiejie didi erzi nver jiating xingfu kuaile jiankang
pingan facai fafafa dafacai gongxi xinnian yiqifa yishengyishi yishi tiantian tianshi wangba niubi shabi caonima
qingwen xiexie zaijian pengyou tongxue laoshi xuesheng xuexi gongzuo shangban xiaban kaihui bangong bangongshi
dangjian dangyuan dangwei dangzhibu dangzongzhi zhibu zhuren shuji zuzhibu zuzhi zhonggong gongchandang weirenmin
weirenminfuwu buwangchuxin laojishiming shehui shehuigongzuo shegong shegongbu liangxin liangxinzuzhi juxin jiedao
shequ wangge zhengfu quwei shiwei jiguan ganbu dangzheng dangwu renmin fuwu guanli guanliyuan yonghu denglu xitong
pingtai shuju xinxi xinxike bangongyongpin caiwu renshi tongji
zhangsan lisi wangwu zhaoliu zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei wangxiuying
qwerty qwertyu qwertyui qwertyuiop asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc edcrfv rfvtgb
qweasd qweasdzxc asdzxc qwe asd zxc qaz wsx abc abcd abcde abcdef abcdefg aaa bbb xyz abc123 a123456 aa123456 q1w2e3r4
q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx !qaz2wsx 1qaz@wsx asd123 qwe123 zxc123
5201314 1314520 520520 521521 1314521 5211314 7758521 7758258 52013 0520 201314 1314 520 521 3344520 5845201314
123456 12345678 123456789 1234567890 0123456789 987654321 9876543210 123123 123321 112233 121212 111222 112358 147258
147258369 159357 159753 147852 789456 789456123 456789 102030 010203 123654 654321 666888 888666 168168 168888 588588
518518 518888 114514 10086 10010 10000 12306 12315 12345 12371 110110 110120 119119 120120 19491001 19210701 20210701
000000 111111 222222 333333 444444 555555 666666 777777 888888 999999 66668888 88888888 66666666 11111111 00000000
`
    .trim()
    .split(/\s+/),
)

/** The same in characters, for those who type them. */
export const COMMON_CHINESE =
  '密码 口令 管理员 用户 登录 系统 平台 办公室 党建 党员 支部 书记 组织部 社会工作部 两新 聚新 街道 社区 网格 中国 我爱你 为人民服务 不忘初心'.split(
    ' ',
  )

/** Rows and columns of the keyboard, along which fingers walk. */
export const KEYBOARD_ROWS: readonly string[] = [
  '`1234567890-=',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik,',
  '9ol.',
  '0p;/',
  '147',
  '258',
  '369',
  '159',
  '357',
]
