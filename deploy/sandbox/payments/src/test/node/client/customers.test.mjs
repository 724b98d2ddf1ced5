import assert from 'node:assert/strict';
import test from 'node:test';
import { ada, eventTypesOf, eventually, onlyInSandbox, stripe } from './stripe.mjs';

test('a customer is made, changed, found and deleted', async () => {
  const made = await stripe.customers.create({ name: 'Ada', email: 'ada@acme.example', metadata: { account: 'acme', floor: '3' } });
  const changed = await stripe.customers.update(made.id, {
    name: 'Ada of Acme',
    address: { line1: 'Hauptstr. 1', city: 'Berlin', postal_code: '10115', country: 'DE' },
    metadata: { floor: '' },
  });
  assert.match(made.id, /^cus_/);
  assert.equal(made.livemode, false);
  assert.equal(changed.name, 'Ada of Acme');
  assert.equal(changed.address.country, 'DE');
  assert.deepEqual(changed.metadata, { account: 'acme' });
  assert.equal((await stripe.customers.retrieve(made.id)).email, 'ada@acme.example');

  const gone = await stripe.customers.del(made.id);

  assert.deepEqual({ ...gone }, { id: made.id, object: 'customer', deleted: true });
  assert.equal((await stripe.customers.retrieve(made.id)).deleted, true);
  await assert.rejects(stripe.customers.update(made.id, { name: 'Bob' }), { code: 'resource_missing', statusCode: 404 });
  const types = await eventually(async () => {
    const all = await eventTypesOf(made.id);
    return all.includes('customer.deleted') && all;
  });
  assert.deepEqual(types.sort(), ['customer.created', 'customer.deleted', 'customer.updated']);
});

test('a customer with tax ids', async (t) => {
  const customer = await ada(t, { tax_id_data: [{ type: 'eu_vat', value: 'DE123456789' }] });
  const second = await stripe.customers.createTaxId(customer.id, { type: 'us_ein', value: '12-3456789' });
  assert.equal((await stripe.customers.retrieveTaxId(customer.id, second.id)).value, '12-3456789');

  const both = await stripe.customers.listTaxIds(customer.id);
  assert.deepEqual(both.data.map((id) => id.type).sort(), ['eu_vat', 'us_ein']);

  assert.equal((await stripe.customers.deleteTaxId(customer.id, second.id)).deleted, true);
  assert.equal((await stripe.customers.listTaxIds(customer.id)).data.length, 1);
  await assert.rejects(stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'nonsense' }), {
    type: 'StripeInvalidRequestError',
    code: 'tax_id_invalid',
  });
});

test('a card is attached, made default, named and detached', async (t) => {
  const customer = await ada(t);
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  assert.equal(card.customer, customer.id);
  assert.equal(card.card.last4, '4242');

  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  const expanded = await stripe.customers.retrieve(customer.id, { expand: ['invoice_settings.default_payment_method'] });
  assert.equal(expanded.invoice_settings.default_payment_method.card.brand, 'visa');

  const named = await stripe.paymentMethods.update(card.id, { metadata: { name: 'office' } });
  assert.equal(named.metadata.name, 'office');
  assert.deepEqual((await stripe.customers.listPaymentMethods(customer.id, { type: 'card' })).data.map((each) => each.id), [card.id]);

  assert.equal((await stripe.paymentMethods.detach(card.id)).customer, null);
  assert.equal((await stripe.customers.retrieve(customer.id)).invoice_settings.default_payment_method, null);
  assert.equal((await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data.length, 0);
});

test('a card goes with its customer', async () => {
  const customer = await stripe.customers.create({ name: 'Ada' });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });

  await stripe.customers.del(customer.id);

  assert.equal((await stripe.paymentMethods.retrieve(card.id)).customer, null);
  await assert.rejects(stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id }), { code: 'resource_missing' });
});

// At Stripe the portal needs settings that only the dashboard makes.
test('the portal opens for a customer', onlyInSandbox, async (t) => {
  const customer = await ada(t);
  const session = await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: 'https://shop.example/credit' });

  assert.equal(session.return_url, 'https://shop.example/credit');
  const card = { card_number: '4242424242424242', expiry: '12/34', cvc: '123' };
  const kept = await fetch(`${session.url}/cards`, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' });
  assert.equal(kept.status, 303);
  assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data.length, 1);
  assert.match(await (await fetch(session.url)).text(), /4242/);
});
