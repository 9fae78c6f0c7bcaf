import {
  Bell,
  Calendar,
  Collection,
  Connection,
  DataAnalysis,
  DataBoard,
  Document,
  EditPen,
  Flag,
  HomeFilled,
  List,
  Notebook,
  OfficeBuilding,
  Promotion,
  School,
  Setting,
  Stamp,
  Switch,
  User,
  Wallet,
} from '@element-plus/icons-vue'
import { computed, type Component } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { useSession } from './session'

export interface NavItem {
  id: string
  to: RouteLocationRaw
  icon: Component
  phone: boolean
}

/** What this person finds in the navigation at the place where they work now. */
export function useNav() {
  const session = useSession()
  return computed<NavItem[]>(() => {
    if (session.operator) return [{ id: 'bureaus', to: { name: 'bureaus' }, icon: OfficeBuilding, phone: true }]
    const place = session.place
    if (place === undefined) return [{ id: 'inbox', to: { name: 'inbox' }, icon: Bell, phone: true }]
    const at = (name: string): RouteLocationRaw => ({ name, params: { unit: place.unit } })
    if (place.roles.every((role) => role === 'MEMBER')) {
      return [
        { id: 'notebook', to: { name: 'notebook' }, icon: EditPen, phone: true },
        { id: 'file', to: { name: 'own-file' }, icon: User, phone: true },
        { id: 'dues', to: { name: 'own-dues' }, icon: Wallet, phone: true },
        { id: 'inbox', to: { name: 'inbox' }, icon: Bell, phone: true },
      ]
    }
    if (place.kind === 'BRANCH' || place.kind === 'GROUP') {
      return [
        { id: 'home', to: at('home'), icon: HomeFilled, phone: true },
        { id: 'calendar', to: at('calendar'), icon: Calendar, phone: false },
        { id: 'records', to: at('records'), icon: Notebook, phone: true },
        { id: 'members', to: at('members'), icon: User, phone: false },
        { id: 'reports', to: at('reports'), icon: Document, phone: true },
        { id: 'registers', to: at('registers'), icon: Collection, phone: true },
        { id: 'inbox', to: { name: 'inbox' }, icon: Bell, phone: true },
      ]
    }
    const items: NavItem[] = [
      { id: 'overview', to: at('overview'), icon: DataBoard, phone: true },
      { id: 'calendar', to: at('bureau-calendar'), icon: Calendar, phone: false },
      { id: 'tasks', to: at('bureau-tasks'), icon: Flag, phone: false },
      { id: 'developments', to: at('bureau-developments'), icon: Connection, phone: false },
      { id: 'transfers', to: at('bureau-transfers'), icon: Switch, phone: false },
      { id: 'campaigns', to: at('bureau-campaigns'), icon: Promotion, phone: false },
      { id: 'schools', to: at('schools'), icon: School, phone: true },
      { id: 'reviews', to: at('reviews'), icon: Stamp, phone: true },
      { id: 'statistics', to: at('statistics'), icon: DataAnalysis, phone: true },
    ]
    if (place.roles.includes('AUDITOR')) items.push({ id: 'ledger', to: at('ledger'), icon: List, phone: true })
    if (place.roles.includes('BUREAU_ADMIN')) items.push({ id: 'settings', to: at('settings-units'), icon: Setting, phone: true })
    items.push({ id: 'inbox', to: { name: 'inbox' }, icon: Bell, phone: false })
    return items
  })
}
