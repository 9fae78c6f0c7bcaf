// The words of the developers' page in both languages; the language is the one chosen in the front.
const KEPT = 'zhibu.language'

const texts = {
  'zh-CN': {
    title: '开发者', home: '概览', services: '服务接口', events: '事件', problems: '问题类型', back: '回到支部', other: 'English',
    intro: '接口、事件和问题类型，与代码一同提交并在构建时逐一核对。正式环境不开放本页。',
    open: '查看并试用', download: '下载', count: '{0} 项',
    'service.gateway': '登录、会话与退出；其余 /api 请求转给各服务。',
    'service.member': '教育局、组织树、党员名册、账号与授权。',
    'service.activity': '会议、记录、问卷、意见与文件。',
    'service.report': '应做事项、总览、报告与审核、审计日志。',
    'service.notification': '收件箱、提醒设置与投递。',
    'events.intro': '已发生的事经 Kafka 以 CloudEvents（二进制模式）告知：同一键之内有序，可能重复，按 id 与 sequence 识别；名称与字段永不改变，新的形式用新的名称。',
    'problems.intro': '每一种拒绝都按 RFC 9457 回答。把回答中的 type 接在本页地址的 # 之后，即可直接到达该项。',
    conventions: '约定', header: '项目', meaning: '含义',
    'rule.session': '浏览器用会话 Cookie，令牌不进浏览器；没有会话访问 /api 得到 401。',
    'rule.csrf': '写请求须带，须是本次登录的安全标记（见 XSRF-TOKEN Cookie，https 下为 __Host-XSRF-TOKEN）；在本页试用时自动带上。',
    'rule.key': '每个 POST 须带；为一次意图命名，重试用同一个值，不会重复。',
    'rule.match': '每个 PUT 须带读取时得到的 ETag；已被他人修改则 412。',
    'rule.pages': '分页从 1 起，每页 1 至 100 项。',
    'rule.language': 'zh-CN 或 en，决定回答中给人看的文字。',
    'rule.retry': '429、503 与网关的 504 可稍后重试，等待的秒数见此回答头。',
    'try.in': '您已登录为 {0}：试用即以此身份执行，所作修改都是真实的。', 'try.out': '尚未登录，试用会得到 401。', signIn: '登录',
    'try.failed': '接口页未能载入，请刷新重试。', loading: '正在载入…', failed: '未能载入 {0}。',
    search: '搜索', 'search.events': '名称、说明或字段', 'search.problems': '代码、类型、状态或文字', all: '全部', owner: '归属', found: '找到 {0} 项', none: '没有符合的内容。',
    envelope: '每个事件的键与头', key: 'Kafka 键', name: '名称', type: '类型', about: '说明', always: '必有', sample: '样例', fields: '字段', sentBy: '由 {0} 发出',
    when: '何时出现', retry: '可重试', 'retry.after': '{0} 秒后可重试（Retry-After）', 'retry.answer': '可重试，秒数见回答的 Retry-After', feature: '出处', link: '本项地址',
    faults: 'errors 中的字段代码', 'faults.intro': 'INVALID_INPUT 等回答的 errors 逐个指明字段（pointer）与下列代码之一，或问题自身的代码。', code: '代码', text: '文字',
    'owner.platform': '平台（所有服务）',
  },
  en: {
    title: 'Developers', home: 'Overview', services: 'Interfaces', events: 'Events', problems: 'Problem types', back: 'To Zhibu', other: '中文',
    intro: 'Interfaces, events and problem types, committed with the code and checked against it in every build. This page is off in production.',
    open: 'Look and try', download: 'Download', count: '{0} in all',
    'service.gateway': 'Sign-in, session and sign-out; everything else under /api goes on to a service.',
    'service.member': 'Bureaus, the tree of units, the roster, accounts and grants.',
    'service.activity': 'Sessions, records, surveys, opinions and files.',
    'service.report': 'Duties, overview, reports and reviews, the ledger.',
    'service.notification': 'Inboxes, settings of reminders, deliveries.',
    'events.intro': 'What happened is told over Kafka as CloudEvents (binary mode): in order per key, sometimes repeated, told apart by id and sequence; names and fields never change, a new form gets a new name.',
    'problems.intro': 'Every refusal is answered as RFC 9457 says. Put the type of an answer after # in the address of this page to arrive at its entry.',
    conventions: 'Conventions', header: 'Thing', meaning: 'Meaning',
    'rule.session': 'Browsers carry a session cookie, tokens never reach them; /api without a session answers 401.',
    'rule.csrf': 'On every write, the token of this very session (shown in the cookie XSRF-TOKEN, by https __Host-XSRF-TOKEN); sent by itself when you try things here.',
    'rule.key': 'On every POST: names one intent. A retry with the same value doubles nothing.',
    'rule.match': 'On every PUT: the ETag that was read; 412 where somebody else has written since.',
    'rule.pages': 'Pages count from 1, with 1 to 100 entries each.',
    'rule.language': 'zh-CN or en: the language of texts for people in answers.',
    'rule.retry': '429, 503 and the 504 of the gateway are worth repeating after the seconds this header of the answer says.',
    'try.in': 'You are signed in as {0}: what you try is done as that person, and changes are real.', 'try.out': 'You are not signed in; trying answers 401.', signIn: 'Sign in',
    'try.failed': 'The interface could not be shown; please reload.', loading: 'Loading…', failed: '{0} could not be loaded.',
    search: 'Search', 'search.events': 'Name, sentence or field', 'search.problems': 'Code, type, status or words', all: 'All', owner: 'Owner', found: '{0} found', none: 'Nothing fits.',
    envelope: 'Key and headers of every event', key: 'Kafka key', name: 'Name', type: 'Type', about: 'About', always: 'Always', sample: 'Sample', fields: 'Fields', sentBy: 'Sent by {0}',
    when: 'When', retry: 'Retry', 'retry.after': 'Worth repeating after {0} s (Retry-After)', 'retry.answer': 'Worth repeating; Retry-After of the answer says when', feature: 'Where', link: 'Address of this entry',
    faults: 'Codes of fields in errors', 'faults.intro': 'The errors of INVALID_INPUT and its like name each field (pointer) with one of these codes, or with the code of the problem itself.', code: 'Code', text: 'Text',
    'owner.platform': 'platform (every service)',
  },
}

function kept() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

export const language = kept() === 'en' ? 'en' : 'zh-CN'
export const otherLanguage = language === 'en' ? 'zh-CN' : 'en'

/** Shows the page again in the other language. */
export function switchLanguage() {
  try {
    localStorage.setItem(KEPT, otherLanguage)
  } catch {
    // Without storage the language stays as it is.
  }
  location.reload()
}

export function t(key, ...values) {
  const text = texts[language][key]
  if (text === undefined) throw new Error(`no text ${key}`)
  return text.replace(/\{(\d)\}/g, (_, place) => String(values[place]))
}
