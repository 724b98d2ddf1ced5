import assert from 'node:assert/strict';
import test from 'node:test';
import { ada, eventTypesOf, eventually, onlyInSandbox, payOnPage, stripe, tenDollars } from './stripe.mjs';

test('a checkout is opened, found, listed and expired', async (t) => {
  const customer = await ada(t);
  const session = await stripe.checkout.sessions.create(
    tenDollars({ customer: customer.id, metadata: { purchase: 'p-1' }, expand: ['line_items'] }),
  );
  assert.match(session.id, /^cs_test_/);
  assert.equal(session.status, 'open');
  assert.equal(session.payment_status, 'unpaid');
  assert.equal(session.amount_total, 1000);
  assert.equal(session.client_reference_id, 'purchase-1');
  assert.equal(session.line_items.data[0].amount_total, 1000);
  assert.equal((await stripe.checkout.sessions.retrieve(session.id)).metadata.purchase, 'p-1');

  const lines = await stripe.checkout.sessions.listLineItems(session.id);
  assert.deepEqual(lines.data.map((line) => [line.description, line.quantity]), [['Credit', 1]]);
  const listed = await stripe.checkout.sessions.list({ customer: customer.id });
  assert.deepEqual(listed.data.map((each) => each.id), [session.id]);

  const expired = await stripe.checkout.sessions.expire(session.id);

  assert.equal(expired.status, 'expired');
  assert.equal(expired.url, null);
  await assert.rejects(stripe.checkout.sessions.expire(session.id), { type: 'StripeInvalidRequestError' });
  assert.equal((await stripe.checkout.sessions.list({ customer: customer.id, status: 'open' })).data.length, 0);
  const types = await eventually(async () => {
    const all = await eventTypesOf(session.id);
    return all.length > 0 && all;
  });
  assert.deepEqual(types, ['checkout.session.expired']);
});

test('an order that cannot be sold is refused', async () => {
  const cheap = tenDollars();
  cheap.line_items[0].price_data.unit_amount = 10;
  await assert.rejects(stripe.checkout.sessions.create(cheap), { type: 'StripeInvalidRequestError', code: 'amount_too_small' });
  await assert.rejects(stripe.checkout.sessions.create(tenDollars({ customer: 'cus_nobody' })), {
    code: 'resource_missing',
    param: 'customer',
  });
  await assert.rejects(stripe.checkout.sessions.create(tenDollars({ success_url: 'nowhere' })), { code: 'url_invalid' });
});

test('a visitor pays with tax, tax id, invoice and a card that is kept', onlyInSandbox, async (t) => {
  const customer = await ada(t);
  const session = await stripe.checkout.sessions.create(
    tenDollars({
      customer: customer.id,
      customer_update: { name: 'auto', address: 'auto' },
      automatic_tax: { enabled: true },
      tax_id_collection: { enabled: true },
      invoice_creation: { enabled: true },
      payment_intent_data: { setup_future_usage: 'off_session', metadata: { purchase: 'p-2' } },
    }),
  );
  const buyer = { country: 'DE', business_name: 'Acme GmbH', agreed: '1000' };

  const asked = await payOnPage(session.url, '4242424242424242', buyer);
  assert.equal(asked.status, 422);
  assert.match(await asked.text(), /With tax for this country the total is \$11\.90/);
  const paid = await payOnPage(session.url, '4242424242424242', { ...buyer, agreed: '1190' });

  assert.equal(paid.status, 303);
  assert.equal(paid.headers.get('location'), `https://shop.example/credit?session=${session.id}`);
  const complete = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.payment_method', 'invoice', 'customer'],
  });
  assert.equal(complete.status, 'complete');
  assert.equal(complete.payment_status, 'paid');
  assert.equal(complete.amount_total, 1190);
  assert.equal(complete.total_details.amount_tax, 190);
  assert.equal(complete.customer.name, 'Acme GmbH');
  assert.equal(complete.payment_intent.metadata.purchase, 'p-2');
  assert.equal(complete.payment_intent.payment_method.customer, customer.id);

  const invoice = await stripe.invoices.retrieve(complete.invoice.id);
  assert.equal(invoice.status, 'paid');
  assert.equal(invoice.total, 1190);
  assert.equal((await fetch(invoice.invoice_pdf)).headers.get('content-type'), 'application/pdf');
  assert.deepEqual((await stripe.invoices.list({ customer: customer.id })).data.map((each) => each.id), [invoice.id]);

  const saved = await stripe.customers.listPaymentMethods(customer.id);
  const later = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    customer: customer.id,
    payment_method: saved.data[0].id,
    off_session: true,
    confirm: true,
  });
  assert.equal(later.status, 'succeeded');
});

test('a declined visitor tries another card', onlyInSandbox, async () => {
  const session = await stripe.checkout.sessions.create(tenDollars());

  assert.equal((await payOnPage(session.url, '4000000000000002')).status, 402);
  assert.equal((await payOnPage(session.url, '4242424242424242')).status, 303);
  assert.equal((await payOnPage(session.url, '4242424242424242')).status, 409);

  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  assert.equal(paid.payment_intent.status, 'succeeded');
  assert.equal((await stripe.charges.list({ payment_intent: paid.payment_intent.id })).data.length, 2);
  const found = await stripe.checkout.sessions.list({ payment_intent: paid.payment_intent.id });
  assert.deepEqual(found.data.map((each) => each.id), [session.id]);
});
