import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { ada, clientWith, onlyInSandbox, Stripe, stripe, twentyDollars } from './stripe.mjs';

test('the client walks all pages by itself', async (t) => {
  const email = `${randomUUID()}@acme.example`;
  const made = [];
  for (let number = 0; number < 7; number++) made.push((await ada(t, { email })).id);

  const walked = [];
  for await (const customer of stripe.customers.list({ email, limit: 3 })) walked.push(customer.id);
  const backwards = await stripe.customers.list({ email, limit: 3, ending_before: walked.at(-1) }).autoPagingToArray({ limit: 100 });

  assert.deepEqual(new Set(walked), new Set(made));
  assert.equal(walked.length, 7);
  assert.deepEqual(backwards.map((each) => each.id), walked.slice(0, -1).reverse());
});

test('the same key buys once, and other parameters are refused', async () => {
  const idempotencyKey = randomUUID();
  const payment = twentyDollars('pm_card_visa');

  const first = await stripe.paymentIntents.create(payment, { idempotencyKey });
  const again = await stripe.paymentIntents.create(payment, { idempotencyKey });

  assert.equal(again.id, first.id);
  assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
  assert.equal(again.lastResponse.idempotencyKey, idempotencyKey);
  const conflict = await stripe.paymentIntents.create({ ...payment, amount: 2100 }, { idempotencyKey }).catch((error) => error);
  assert(conflict instanceof Stripe.errors.StripeIdempotencyError);
  assert.equal(conflict.statusCode, 400);
});

test('a refused card is refused again under the same key', async () => {
  const idempotencyKey = randomUUID();
  const payment = twentyDollars('pm_card_visa_chargeDeclined');

  const first = await stripe.paymentIntents.create(payment, { idempotencyKey }).catch((error) => error);
  const again = await stripe.paymentIntents.create(payment, { idempotencyKey }).catch((error) => error);

  assert.equal(first.type, 'StripeCardError');
  assert.equal(again.payment_intent.id, first.payment_intent.id);
});

test('an answer that was lost is asked for again by the client itself', onlyInSandbox, async () => {
  await fetch(`${process.env.STRIPE_API_BASE}/sandbox/faults`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.STRIPE_API_KEY}` },
    body: JSON.stringify({ hang_up_after_commit: 1 }),
  });
  const before = (await stripe.paymentIntents.list({ limit: 100 })).data.length;

  const paid = await stripe.paymentIntents.create(twentyDollars('pm_card_visa'));

  assert.equal(paid.status, 'succeeded');
  assert.equal((await stripe.paymentIntents.list({ limit: 100 })).data.length, before + 1);
});

test('refusals have a type, a code and a parameter', async () => {
  await assert.rejects(stripe.customers.create({ colour: 'red' }), (refusal) => {
    assert(refusal instanceof Stripe.errors.StripeInvalidRequestError);
    assert.equal(refusal.statusCode, 400);
    assert.equal(refusal.code, 'parameter_unknown');
    assert.equal(refusal.param, 'colour');
    assert.match(refusal.requestId, /^req_/);
    return true;
  });
  await assert.rejects(stripe.paymentIntents.retrieve('pi_nobody'), {
    type: 'StripeInvalidRequestError',
    statusCode: 404,
    code: 'resource_missing',
    param: 'intent',
  });
  await assert.rejects(stripe.paymentIntents.create({ currency: 'usd' }), { code: 'parameter_missing', param: 'amount' });
  await assert.rejects(stripe.paymentIntents.create({ amount: 10, currency: 'usd' }), { code: 'amount_too_small' });
  await assert.rejects(stripe.customers.list({ limit: 101 }), { type: 'StripeInvalidRequestError' });
});

test('a stranger is not let in', async () => {
  await assert.rejects(clientWith('sk_test_wrong').customers.list(), (refusal) => {
    assert(refusal instanceof Stripe.errors.StripeAuthenticationError);
    assert.equal(refusal.statusCode, 401);
    return true;
  });
});
