/** Addresses of pages of the portal. @internal */
export type Links = {
  promotion(id: number): string;
  release(id: number): string;
  approval(id: number): string;
};

/** @param portalUrl - without a slash at the end @internal */
export function createLinks(portalUrl: string): Links {
  return {
    promotion: id => `${portalUrl}/pipelines/promotions/${id}`,
    release: id => `${portalUrl}/pipelines/releases/${id}`,
    approval: id => `${portalUrl}/pipelines/approvals/${id}`,
  };
}
