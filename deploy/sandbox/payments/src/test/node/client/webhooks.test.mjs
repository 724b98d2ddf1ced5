import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test from 'node:test';
import { onlyInSandbox, payOnPage, stripe, tenDollars } from './stripe.mjs';

/** A shop that keeps what it is sent. */
async function shop(t) {
  const received = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    received.push({ body: Buffer.concat(pieces), signature: request.headers['stripe-signature'] });
    server.emit('delivery');
    response.writeHead(200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    async deliveries(count) {
      while (received.length < count) await once(server, 'delivery');
      return received;
    },
  };
}

test('an endpoint is made, changed, listed and deleted', async () => {
  const made = await stripe.webhookEndpoints.create({
    url: 'https://example.com/hook',
    enabled_events: ['checkout.session.completed', 'charge.refunded'],
    api_version: '2026-07-29.dahlia',
    description: 'credit',
  });
  assert.match(made.secret, /^whsec_/);
  assert.equal(made.api_version, '2026-07-29.dahlia');

  const changed = await stripe.webhookEndpoints.update(made.id, { disabled: true, enabled_events: ['*'] });
  assert.equal(changed.status, 'disabled');
  assert.deepEqual(changed.enabled_events, ['*']);
  assert.equal((await stripe.webhookEndpoints.retrieve(made.id)).secret, undefined);
  assert((await stripe.webhookEndpoints.list({ limit: 100 })).data.some((each) => each.id === made.id));

  assert.equal((await stripe.webhookEndpoints.del(made.id)).deleted, true);
  await assert.rejects(stripe.webhookEndpoints.retrieve(made.id), { code: 'resource_missing' });
});

test('what the sandbox signs, the client verifies', onlyInSandbox, async (t) => {
  const receiver = await shop(t);
  const endpoint = await stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ['checkout.session.completed'],
    api_version: '2026-07-29.dahlia',
  });
  t.after(() => stripe.webhookEndpoints.del(endpoint.id));
  const session = await stripe.checkout.sessions.create(tenDollars());

  await payOnPage(session.url, '4242424242424242');
  const [delivery] = await receiver.deliveries(1);

  const event = stripe.webhooks.constructEvent(delivery.body, delivery.signature, endpoint.secret);
  assert.equal(event.type, 'checkout.session.completed');
  assert.equal(event.data.object.id, session.id);
  assert.equal((await stripe.events.retrieve(event.id)).data.object.id, session.id);
  const forged = Buffer.from(delivery.body.toString().replace('1000', '9000'));
  const refused = { type: 'StripeSignatureVerificationError' };
  assert.throws(() => stripe.webhooks.constructEvent(forged, delivery.signature, endpoint.secret), refused);
  assert.throws(() => stripe.webhooks.constructEvent(delivery.body, delivery.signature, 'whsec_other'), refused);
  const later = Math.floor(Date.now() / 1000) + 301;
  assert.throws(
    () => stripe.webhooks.constructEvent(delivery.body, delivery.signature, endpoint.secret, 300, undefined, later * 1000),
    refused,
  );
});

test('events are listed by type and found by id', async () => {
  const customer = await stripe.customers.create({ name: 'Ada' });
  await stripe.customers.del(customer.id);

  const list = await stripe.events.list({ types: ['customer.created', 'customer.deleted'], limit: 5 });

  assert(list.data.every((event) => /^customer\.(created|deleted)$/.test(event.type)));
  assert.equal((await stripe.events.retrieve(list.data[0].id)).id, list.data[0].id);
});
