import { text } from '@/app/i18n'
import { today } from '@/ui/format'

/** The dates of a membership as they are typed. */
export interface SpellDates {
  status: 'FULL' | 'PROBATIONARY'
  joinedPartyOn: string
  from: string
  fullOn: string
}

/** Joining the Party, becoming a full member and joining this branch, in an order that can be true. */
export function checkDates(dates: SpellDates): Record<string, string> {
  const found: Record<string, string> = {}
  const { joinedPartyOn: joined, from, fullOn } = dates
  if (from === '') found.from = text('form.required')
  else if (from > today()) found.from = text('form.future')
  else if (joined !== '' && from < joined) found.from = text('member.branchBeforeParty')
  if (joined > today()) found.joinedPartyOn = text('form.future')
  if (dates.status === 'FULL' && fullOn !== '') {
    if (joined !== '' && fullOn < joined) found.fullOn = text('member.fullBeforeJoined')
    else if (fullOn > today()) found.fullOn = text('form.future')
  }
  return found
}
