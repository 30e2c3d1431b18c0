import { styled } from '@mui/material/styles';
import { Link, useLocation } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import type {
  NavContentNavItem,
  NavContentNavItems,
} from '@backstage/plugin-app-react';
import NotificationsIcon from '@mui/icons-material/NotificationsNoneOutlined';
import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import { Logo } from '../logo';
import { appModuleTranslationRef } from '../translation';
import { Account } from './Account';
import { ApprovalsLink } from './ApprovalsLink';
import {
  APPROVALS_PAGE,
  currentHref,
  NAV_GROUPS,
  PLACED_ELSEWHERE,
  STANDS_UNDER,
} from './groups';
import { NavLink } from './NavLink';

const Bar = styled('nav')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  height: '100vh',
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 1,
  padding: '16px 10px 12px',
  color: '#c7d2e2',
  backgroundColor: theme.palette.mode === 'dark' ? '#0a111c' : '#101c2e',
  '@media (max-width: 700px)': { position: 'static', height: 'auto' },
  '@media print': { display: 'none' },
}));

const Brand = styled(Link)({
  display: 'flex',
  alignItems: 'center',
  gap: 9,
  padding: '2px 8px 12px',
  fontSize: 17,
  fontWeight: 700,
  letterSpacing: '.2px',
  color: '#fff',
  textDecoration: 'none',
  borderRadius: 7,
  '&:focus-visible': { outline: '2px solid #4fc3c0', outlineOffset: -2 },
});

const GroupTitle = styled('h2')({
  margin: 0,
  padding: '12px 10px 4px',
  fontSize: 10.5,
  fontWeight: 600,
  letterSpacing: '.9px',
  textTransform: 'uppercase',
  color: '#8496b0',
});

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 1,
});

/**
 * The navigation: pages by the question they answer, then what is the reader's own.
 *
 * @internal
 */
export const Nav = (props: { navItems: NavContentNavItems }) => {
  const { t } = useTranslationRef(appModuleTranslationRef);
  const { pathname } = useLocation();
  const { aliases, groups, notifications, settings } = arrange(props.navItems);
  const current = currentHref(
    pathname,
    [...groups.flatMap(group => group.items), notifications, settings].flatMap(
      item => (item ? [item.href] : []),
    ),
    aliases,
  );

  return (
    <Bar aria-label={t('nav.label')}>
      <Brand to="/" aria-label={t('nav.home')}>
        <Logo />
        Sluice
      </Brand>
      {groups.map(({ id, items }) => (
        <div key={id}>
          <GroupTitle id={`nav-${id}`}>{t(`nav.groups.${id}`)}</GroupTitle>
          <List aria-labelledby={`nav-${id}`}>
            {items.map(item => {
              const Item =
                item.node.spec.id === APPROVALS_PAGE ? ApprovalsLink : NavLink;
              return (
                <li key={item.node.spec.id}>
                  <Item
                    to={item.href}
                    title={item.title}
                    icon={item.icon}
                    isCurrent={item.href === current}
                  />
                </li>
              );
            })}
          </List>
        </div>
      ))}
      <div style={{ flex: 1, minHeight: 16 }} />
      {notifications && (
        <NotificationsSidebarItem
          renderItem={({ unreadCount, to, onClick }) => (
            <NavLink
              to={to}
              onClick={onClick}
              title={t('nav.notifications')}
              icon={<NotificationsIcon />}
              isCurrent={notifications.href === current}
              count={unreadCount}
              countLabel={t('nav.unread', { number: String(unreadCount) })}
            />
          )}
        />
      )}
      {settings && (
        <NavLink
          to={settings.href}
          title={t('nav.settings')}
          icon={<SettingsIcon />}
          isCurrent={settings.href === current}
        />
      )}
      <Account settingsHref={settings?.href} />
    </Bar>
  );
};

/** Sorts the installed pages into groups; a group without a page is left out. */
function arrange(all: NavContentNavItems) {
  // A copy, because taking empties the bag and React may render twice.
  const items = all.clone();
  const take = (id: string) => items.take(id);
  const elsewhere = PLACED_ELSEWHERE.map(take);
  const [notifications, settings] = elsewhere;
  const groups = NAV_GROUPS.map(({ id, pages }) => ({
    id,
    items: pages.flatMap((page): NavContentNavItem[] => {
      const item = take(page);
      return item ? [item] : [];
    }),
  }));
  const hrefs = new Map(
    [...elsewhere, ...groups.flatMap(group => group.items)].flatMap(item =>
      item ? [[item.node.spec.id, item.href]] : [],
    ),
  );
  const aliases = new Map(
    Object.entries(STANDS_UNDER).flatMap(([page, item]) => {
      const [from, to] = [hrefs.get(page), hrefs.get(item)];
      return from && to ? [[from, to]] : [];
    }),
  );
  const rest = [...items.rest()].sort((a, b) => a.title.localeCompare(b.title));
  groups.find(group => group.id === 'browse')?.items.push(...rest);
  return {
    aliases,
    groups: groups.filter(group => group.items.length > 0),
    notifications,
    settings,
  };
}
