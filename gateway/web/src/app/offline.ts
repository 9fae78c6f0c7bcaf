import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { carryAll } from '@/draft/carry'
import { sendWaiting } from '@/draft/sending'
import { tell } from '@/ui/tell'
import { useSession } from './session'

const AGAIN_MS = 60_000
/** Where something waits and nobody answered: a browser may think that there is network when there is none. */
const SOON_MS = 8_000

/** Whether there is network, and what waits is sent: when there is network again, and each minute that somebody looks. */
export function useOffline(): { offline: Ref<boolean> } {
  const session = useSession()
  const queries = useQueryClient()
  const { t } = useI18n()
  const offline = ref(!navigator.onLine)
  let sending = false
  /** Asked for while one was under way, which may have begun without network. */
  let again = false
  let soon: number | undefined

  async function send(): Promise<void> {
    const account = session.me?.account
    if (account === undefined || !navigator.onLine || document.visibilityState === 'hidden') return
    if (sending) {
      again = true
      return
    }
    sending = true
    try {
      const sent = await sendWaiting(account)
      if (sent.taken.length > 0) void tell(t('draft.sentLater', { count: sent.taken.length }), 'success')
      if (sent.refused.length > 0) void tell(t('draft.refusedLater', { count: sent.refused.length }), 'warning')
      if (sent.taken.length + sent.refused.length > 0) void queries.invalidateQueries()
      await carryAll(account)
      window.clearTimeout(soon)
      if (sent.left > 0) soon = window.setTimeout(() => void send(), SOON_MS)
    } finally {
      sending = false
      if (again) {
        again = false
        void send()
      }
    }
  }

  function changed(): void {
    offline.value = !navigator.onLine
    void send()
  }

  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  document.addEventListener('visibilitychange', changed)
  const clock = window.setInterval(() => void send(), AGAIN_MS)
  onScopeDispose(() => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
    document.removeEventListener('visibilitychange', changed)
    window.clearInterval(clock)
    window.clearTimeout(soon)
  })
  void send()
  return { offline }
}
