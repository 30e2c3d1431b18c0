import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { actorOf } from '../../audit/actorWords';
import { approvalsTranslationRef } from '../../translation';

/** Who did something; the whole ref on hover. @internal */
export const ActorName = (props: { actor: string }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const { kind, name } = actorOf(props.actor);
  return (
    <span title={props.actor}>
      {kind === 'person' ? name : `${name}, ${t(`audit.row.${kind}`)}`}
    </span>
  );
};
