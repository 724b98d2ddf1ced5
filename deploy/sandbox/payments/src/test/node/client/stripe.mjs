// Stripe's own Node client, pointed at whoever the tests run against: the sandbox, or Stripe itself.
import { setTimeout as pause } from 'node:timers/promises';
import Stripe from 'stripe';

const base = new URL(process.env.STRIPE_API_BASE);

export { Stripe };
export const isSandbox = process.env.STRIPE_COUNTERPART === 'sandbox';

/** For what Stripe lets nobody do by its API, as paying on the hosted page: those tests run only against the sandbox. */
export const onlyInSandbox = { skip: isSandbox ? false : 'only the sandbox can do this' };

/** Another key than the right one shows how strangers are refused. */
export function clientWith(key) {
  return new Stripe(key, {
    host: base.hostname,
    port: base.port || undefined,
    protocol: base.protocol.slice(0, -1),
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

export const stripe = clientWith(process.env.STRIPE_API_KEY);

/** A customer who is gone after the test, so that an account at Stripe stays clean. */
export async function ada(t, more = {}) {
  const customer = await stripe.customers.create({ name: 'Ada', email: 'ada@acme.example', ...more });
  t.after(() => stripe.customers.del(customer.id));
  return customer;
}

/** Ten dollars of credit, as the shop sells them. */
export function tenDollars(more = {}) {
  return {
    mode: 'payment',
    success_url: 'https://shop.example/credit?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/credit',
    client_reference_id: 'purchase-1',
    line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Credit' } } }],
    ...more,
  };
}

/** Twenty dollars from a card, at once. */
export function twentyDollars(card, more = {}) {
  return { amount: 2000, currency: 'usd', payment_method: card, payment_method_types: ['card'], confirm: true, ...more };
}

/** Sends the form of the hosted page as a browser does. */
export function payOnPage(url, card, more = {}) {
  const form = { email: 'ada@acme.example', card_number: card, expiry: '12/34', cvc: '123', ...more };
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
}

/** What Stripe does a little later, the sandbox has done already. */
export async function eventually(ask) {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer || isSandbox || Date.now() > end) return answer;
    await pause(1_000);
  }
}

/** The types of the events that tell of an object, oldest first. */
export async function eventTypesOf(id) {
  const types = [];
  for await (const event of stripe.events.list({ limit: 100 })) {
    if (event.data.object.id === id) types.unshift(event.type);
    if (event.created < Date.now() / 1000 - 3600) break;
  }
  return types;
}
