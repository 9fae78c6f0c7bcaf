/** Answers that the service worker keeps for the time without network; named in vite.config.ts too. */
const KEPT = 'zhibu-kept'
const LAST = 'zhibu.account'

/** Nothing of one person stays on the device for another. */
export async function forgetKept(): Promise<void> {
  if ('caches' in window) await caches.delete(KEPT).catch(() => false)
}

/** What was kept for somebody else who worked at this device goes as soon as another one is here. */
export async function keptFor(account: string): Promise<void> {
  try {
    if (localStorage.getItem(LAST) !== account) {
      await forgetKept()
      const { forgetCarriedOfOthers } = await import('@/draft/store')
      await forgetCarriedOfOthers(account).catch(() => undefined)
    }
    localStorage.setItem(LAST, account)
  } catch {
    await forgetKept()
  }
}
