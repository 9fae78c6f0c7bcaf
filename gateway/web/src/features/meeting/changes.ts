import { text } from '@/app/i18n'
import { longDate } from '@/ui/format'
import { GUEST, votesOf, type AgendaDraft } from './meeting'

const GUESTS = ['chairGuest', 'recorderGuest', 'lecturerGuest']

function itemText(item: AgendaDraft, personOf: (id: string) => string, decisionOf: (id: string) => string): string {
  const votes = votesOf(item)
  const about = [...item.members.map(personOf), item.others].filter((one) => one !== '').join(text('list.comma'))
  const what = item.decision ? decisionOf(item.decision) : text(`meeting.item.${item.kind}`)
  return [`${what} · ${item.title}`, about, item.resolution, votes ? text('meeting.votes', { ...votes }) : '']
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** Names and contents of the fields of a meeting, for somebody who is to compare two versions of it. */
export function meetingFields(
  personOf: (id: string) => string,
  groupOf: (id: string) => string,
  decisionOf: (id: string) => string = (id) => id,
): { label: (path: string) => string; shown: (path: string, value: unknown) => string } {
  function label(path: string): string {
    if (path.startsWith('absent.')) return `${text('meeting.attendance')} · ${personOf(path.slice('absent.'.length))}`
    if (path === 'evidence') return text('files.title')
    if (path === 'listed') return text('conflict.listed')
    return GUESTS.includes(path) ? `${text(`meeting.${path.replace('Guest', '')}`)} · ${text('meeting.guest')}` : text(`meeting.${path}`)
  }

  function shown(path: string, value: unknown): string {
    if (path.startsWith('absent.'))
      return value === undefined
        ? text('meeting.present')
        : `${text('meeting.absent')}${value === '' ? '' : text('conflict.reasonOf', { reason: String(value) })}`
    if (value === undefined || value === '') return ''
    if (path === 'forms') return (value as string[]).map((form) => text(`meeting.form.${form}`)).join(text('list.comma'))
    if (path === 'groups') return (value as string[]).map(groupOf).join(text('list.comma'))
    if (path === 'listed') return (value as string[]).map(personOf).join(text('list.comma'))
    if (path === 'capacity') return text(`meeting.capacityOf.${String(value)}`)
    if (path === 'chair' || path === 'recorder' || path === 'lecturer')
      return value === GUEST ? text('meeting.guest') : personOf(String(value))
    if (path === 'agenda') return (value as AgendaDraft[]).map((item) => itemText(item, personOf, decisionOf)).join('\n')
    if (path === 'delegated') return value === true ? text('meeting.delegated') : ''
    if (path === 'tasks') return text('task.count', { count: (value as string[]).length })
    if (path === 'evidence') return text('conflict.files', { count: (value as string[]).length })
    return path === 'date' ? longDate(String(value)) : String(value)
  }

  return { label, shown }
}
