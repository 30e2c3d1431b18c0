import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appModuleTranslationRef } from '../translation';
import { NavLink } from './NavLink';
import { useWaitingApprovals } from './useWaitingApprovals';

/** The item of the approvals page, with how many requests wait for the reader. @internal */
export const ApprovalsLink = (props: {
  to: string;
  title: string;
  icon?: ReactNode;
  isCurrent: boolean;
}) => {
  const { t } = useTranslationRef(appModuleTranslationRef);
  const count = useWaitingApprovals();
  return (
    <NavLink
      {...props}
      count={count}
      countLabel={t('nav.waiting', { number: String(count) })}
    />
  );
};
