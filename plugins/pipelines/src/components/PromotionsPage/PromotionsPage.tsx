import { Navigate, Route, Routes } from 'react-router-dom';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { PromotionView } from './PromotionView';

/** Each promotion by its id; all of them stand on the board. @internal */
export const PromotionsPage = () => {
  const links = useDeliveryLinks();
  return (
    <Routes>
      <Route path=":promotionId" element={<PromotionView />} />
      <Route path="*" element={<Navigate to={links.board} replace />} />
    </Routes>
  );
};
