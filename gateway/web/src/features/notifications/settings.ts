import type { NotificationSettings } from '@/api/types'

/** The half hours of a day. */
export const HOURS = Array.from({ length: 48 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`)

/** Quiet hours begin with what is usual; without them both ends go. */
export function withQuiet(settings: NotificationSettings, on: boolean): NotificationSettings {
  const { quietFrom, quietTo, ...rest } = settings
  return on ? { ...rest, quietFrom: quietFrom ?? '22:00', quietTo: quietTo ?? '07:00' } : rest
}
