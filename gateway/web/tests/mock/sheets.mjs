// Imports in the stand-in: of records and of members, with a row or two at fault.
import { randomUUID } from 'node:crypto'

const text = (zh, en) => ({ 'zh-CN': zh, en })

export function records() {
  const rows = Array.from({ length: 43 }, (_, at) => ({
    row: at + 2,
    date: at === 3 ? '4月3日' : `2025-0${(at % 9) + 1}-12`,
    values: {
      partner: { name: `临湖镇第${at + 1}幼儿园` },
      form: 'money',
      amount: at === 7 ? '约一百' : 2000 + at,
      note: at === 2 ? '现金支票' : null,
    },
    hidden: at === 5,
    out: false,
    again: false,
    faults:
      at === 3
        ? [{ pointer: '/date', code: 'NOT_A_DATE', detail: '请按 2026-11-20 这样填写日期。' }]
        : at === 7
          ? [{ pointer: '/values/amount', code: 'NOT_A_NUMBER', detail: '请填写数字。' }]
          : [],
    version: 0,
  }))
  return { rows, kind: 'pairing-assistance', file: '结对帮扶 2025.xlsx', ignored: ['经办人'] }
}

export function roster() {
  const rows = Array.from({ length: 24 }, (_, at) => ({
    row: at + 3,
    date: '2015-09-01',
    values: {
      name: at === 6 ? '张建国' : `新党员${at + 1}`,
      status: at % 5 === 0 ? 'PROBATIONARY' : 'FULL',
      joinedPartyOn: `200${at % 10}-07-01`,
      gender: at % 2 === 0 ? 'FEMALE' : 'MALE',
      identityNumber: at === 2 ? '110101199003070012' : null,
      phone: '13800000000',
    },
    hidden: false,
    out: false,
    again: false,
    faults:
      at === 2
        ? [{ pointer: '/values/identityNumber', code: 'IDENTITY_NUMBER_WRONG', detail: '身份证号不正确：请核对位数和末位校验码。' }]
        : at === 6
          ? [
              {
                pointer: '/values/name',
                code: 'ON_THE_ROSTER',
                detail: '本支部名册里已有同名的人。如确是另一人，请选“确是另一条”，或补上身份证号。',
              },
            ]
          : [],
    version: 0,
  }))
  return { rows, kind: 'members', file: '党员花名册.xlsx', ignored: ['序号'] }
}

export function rosterForm() {
  const field = (id, type, zh, en, more = {}) => ({ id, type, required: false, privacy: 'internal', names: text(zh, en), ...more })
  const option = (id, zh, en) => ({ id, names: text(zh, en) })
  return {
    id: 'members',
    version: 1,
    names: text('党员名册', 'Roster of members'),
    dateNames: text('到本支部日期', 'Joined the branch on'),
    fields: [
      field('name', 'text', '姓名', 'Name', { required: true, max: 40 }),
      field('status', 'choice', '党员类别', 'Standing', {
        required: true,
        options: [option('FULL', '正式党员', 'Full member'), option('PROBATIONARY', '预备党员', 'Probationary member')],
      }),
      field('joinedPartyOn', 'date', '入党日期', 'Joined the Party on'),
      field('fullOn', 'date', '转正日期', 'Full member since'),
      field('gender', 'choice', '性别', 'Sex', { options: [option('FEMALE', '女', 'Female'), option('MALE', '男', 'Male')] }),
      field('born', 'date', '出生日期', 'Born on'),
      field('identityNumber', 'text', '身份证号', 'Identity number', { max: 24 }),
      field('phone', 'text', '联系电话', 'Telephone', { max: 24 }),
      field('education', 'text', '学历', 'Education', { max: 40 }),
    ],
  }
}

export function sheets({ on, base, by, bump, page, notFound, rows, kind, file, ignored }) {
  const made = (id, state, more = {}) => ({
    id,
    unit: 'z0',
    kind,
    kindVersion: 1,
    state,
    file,
    ignored,
    hidden: rows.filter((row) => row.hidden).length,
    rows: rows.length,
    done: 0,
    left: [],
    at: '2026-11-20T02:00:00Z',
    until: '2026-11-27T02:00:00Z',
    version: 0,
    ...more,
  })
  const imports = [
    made('i0', 'PREVIEW'),
    made('i1', 'ENTERED', { done: rows.length }),
    made('i2', 'ENTERING', { done: 20 }),
    made('i3', 'WITHDRAWN', { done: rows.length - 2, left: [4, 9] }),
  ]
  const show = (one) => {
    const open = one.state === 'PREVIEW'
    const faulty = rows.filter((row) => !row.out && row.faults.length > 0).length
    return open ? { ...one, faulty, out: rows.filter((row) => row.out).length } : one
  }
  on('GET', `${base}/imports`, ({ query }) => ({ body: page(imports.map(show), query) }))
  on('POST', `${base}/imports`, ({ query }) => {
    imports.unshift(made(randomUUID(), 'PREVIEW', { kind: query.get('kind'), unit: query.get('unit') }))
    return { status: 201, body: show(imports[0]) }
  })
  on('GET', `${base}/imports/{id}`, ({ id }) => (by(imports, id) ? { body: show(by(imports, id)) } : notFound()))
  on('GET', `${base}/imports/{id}/rows`, ({ query }) => ({
    body: page(
      rows.filter((row) => query.get('faulty') !== 'true' || (!row.out && row.faults.length > 0)),
      query,
    ),
  }))
  on('PUT', `${base}/imports/{id}/rows/{row}`, ({ row, body }) => {
    const found = rows.find((one) => one.row === Number(row))
    return { body: bump(found, { ...body, out: body.out === true, faults: [] }) }
  })
  on('POST', `${base}/imports/{id}/confirmation`, ({ id }) => ({
    body: bump(by(imports, id), { state: 'ENTERED', done: rows.filter((row) => !row.out).length }),
  }))
  on('POST', `${base}/imports/{id}/withdrawal`, ({ id }) => ({ body: bump(by(imports, id), { state: 'WITHDRAWN' }) }))
}
