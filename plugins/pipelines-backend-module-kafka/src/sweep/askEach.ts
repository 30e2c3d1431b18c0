import type { Node } from '../client/KafkaClient';

/** Asks each broker of a plan at once. @internal */
export type Ask = <Q, A>(
  plan: ReadonlyMap<number, Q>,
  request: (node: Node, question: Q) => Promise<A>,
) => Promise<Map<number, A>>;

/** Asks each broker of a plan at once. @returns the answers; why others gave none goes into `problems` @internal */
export async function askEach<Q, A>(options: {
  nodes: ReadonlyMap<number, Node>;
  plan: ReadonlyMap<number, Q>;
  problems: Map<number, string>;
  request: (node: Node, question: Q) => Promise<A>;
}): Promise<Map<number, A>> {
  const { nodes, plan, problems, request } = options;
  const answers = new Map<number, A>();
  await Promise.all(
    [...plan].map(async ([nodeId, question]) => {
      try {
        answers.set(nodeId, await request(nodes.get(nodeId)!, question));
      } catch (error) {
        problems.set(nodeId, (error as Error).message);
      }
    }),
  );
  return answers;
}
