import type { Client } from '../../shared/contract/contract.ts';
import { sentenceOf, useBackend } from './backend-store.ts';
import { connectBackend } from './connect-backend.ts';

type Subscriber = (client: Client) => void;
const subscribers = new Set<Subscriber>();

/** Runs now and after every reconnection: event subscriptions belong here. */
export function onConnected(subscriber: Subscriber): void {
  subscribers.add(subscriber);
}

/** Connects, or connects again after the connection was lost. True when it worked. */
export async function startBackend(): Promise<boolean> {
  const before = useBackend.getState();
  const again = before.state === 'lost';
  useBackend.setState({ state: 'connecting', reason: undefined });
  try {
    const client = await connectBackend();
    client.onClose(() => {
      if (useBackend.getState().client === client) useBackend.setState({ state: 'lost' });
    });
    const info = await client.call('app.info', {});
    useBackend.setState({ client, info, state: 'connected' });
    for (const subscriber of subscribers) subscriber(client);
    return true;
  } catch (error) {
    useBackend.setState({ state: again ? 'lost' : 'refused', reason: sentenceOf(error) });
    return false;
  }
}
