/**
 * The chosen services and all they need, those that are needed first.
 *
 * @template {{ name: string, needs: string[] }} S
 * @param {S[]} services
 * @param {string[]} [only] - all when left out
 * @returns {S[]}
 */
export function startOrder(services, only = services.map(each => each.name)) {
  const ordered = [];
  const add = name => {
    if (ordered.some(each => each.name === name)) return;
    const service = services.find(each => each.name === name);
    service.needs.forEach(add);
    ordered.push(service);
  };
  only.forEach(add);
  return ordered;
}
