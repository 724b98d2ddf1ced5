import assert from 'node:assert/strict';
import test from 'node:test';
import { ada, eventTypesOf, eventually, onlyInSandbox, Stripe, stripe, twentyDollars } from './stripe.mjs';

async function cardOf(t, token) {
  const customer = await ada(t);
  const card = await stripe.paymentMethods.attach(token, { customer: customer.id });
  return { customer, card };
}

test('a saved card pays while its holder is away', async (t) => {
  const { customer, card } = await cardOf(t, 'pm_card_visa');

  const paid = await stripe.paymentIntents.create(
    twentyDollars(card.id, { customer: customer.id, off_session: true, metadata: { topup: 't-1' }, expand: ['latest_charge.balance_transaction'] }),
  );

  assert.equal(paid.status, 'succeeded');
  assert.equal(paid.amount_received, 2000);
  assert.equal(paid.metadata.topup, 't-1');
  const charge = paid.latest_charge;
  assert.equal(charge.paid, true);
  assert.equal(charge.payment_method_details.card.last4, '4242');
  const booked = charge.balance_transaction;
  assert.equal(booked.amount, 2000);
  assert.equal(booked.net, booked.amount - booked.fee);
  const types = await eventually(async () => {
    const all = await eventTypesOf(paid.id);
    return all.length === 2 && all;
  });
  assert.deepEqual(types.sort(), ['payment_intent.created', 'payment_intent.succeeded']);
});

for (const [token, code, declineCode] of [
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ['pm_card_authenticationRequired', 'authentication_required', 'authentication_required'],
]) {
  test(`a saved card is refused off session: ${token}`, async (t) => {
    const { customer, card } = await cardOf(t, token);

    const refusal = await stripe.paymentIntents
      .create(twentyDollars(card.id, { customer: customer.id, off_session: true }))
      .catch((error) => error);

    assert(refusal instanceof Stripe.errors.StripeCardError);
    assert.equal(refusal.type, 'StripeCardError');
    assert.equal(refusal.statusCode, 402);
    assert.equal(refusal.code, code);
    assert.equal(refusal.decline_code, declineCode);
    assert.equal(refusal.payment_method.id, card.id);
    assert.equal(refusal.payment_intent.status, 'requires_payment_method');
    const tried = await stripe.paymentIntents.retrieve(refusal.payment_intent.id);
    assert.equal(tried.last_payment_error.code, code);
    assert.equal(tried.latest_charge, refusal.charge);
    assert.equal((await stripe.charges.retrieve(refusal.charge)).status, 'failed');
  });
}

for (const [token, code, declineCode] of [
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
]) {
  test(`a card is declined: ${token}`, async () => {
    await assert.rejects(stripe.paymentIntents.create(twentyDollars(token)), (refusal) => {
      assert.equal(refusal.type, 'StripeCardError');
      assert.equal(refusal.code, code);
      if (declineCode !== code) assert.equal(refusal.decline_code, declineCode);
      return true;
    });
  });
}

test('an intent is confirmed later, and cannot be confirmed twice', async () => {
  const open = await stripe.paymentIntents.create({ amount: 500, currency: 'usd', payment_method_types: ['card'] });
  assert.equal(open.status, 'requires_payment_method');

  const paid = await stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_visa' });

  assert.equal(paid.status, 'succeeded');
  await assert.rejects(stripe.paymentIntents.confirm(open.id), {
    type: 'StripeInvalidRequestError',
    code: 'payment_intent_unexpected_state',
  });
});

test('an intent that waits for its holder is canceled', async () => {
  const waiting = await stripe.paymentIntents.create(twentyDollars('pm_card_authenticationRequired'));
  assert.equal(waiting.status, 'requires_action');
  assert.notEqual(waiting.next_action, null);

  const canceled = await stripe.paymentIntents.cancel(waiting.id, { cancellation_reason: 'abandoned' });

  assert.equal(canceled.status, 'canceled');
  assert.equal(canceled.cancellation_reason, 'abandoned');
});

test('the intents and charges of a customer are listed', async (t) => {
  const { customer, card } = await cardOf(t, 'pm_card_visa');
  const first = await stripe.paymentIntents.create(twentyDollars(card.id, { customer: customer.id, off_session: true }));
  const second = await stripe.paymentIntents.create(twentyDollars(card.id, { customer: customer.id, off_session: true }));

  const intents = await stripe.paymentIntents.list({ customer: customer.id });
  const charges = await stripe.charges.list({ payment_intent: first.id });

  assert.deepEqual(new Set(intents.data.map((each) => each.id)), new Set([second.id, first.id]));
  assert.deepEqual(charges.data.map((each) => each.id), [first.latest_charge]);
});

test('a card is saved without a payment, and pays later', async (t) => {
  const customer = await ada(t);
  const setup = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: 'pm_card_visa',
    payment_method_types: ['card'],
    confirm: true,
  });
  assert.equal(setup.status, 'succeeded');
  assert.equal(setup.usage, 'off_session');

  const paid = await stripe.paymentIntents.create(twentyDollars(setup.payment_method, { customer: customer.id, off_session: true }));

  assert.equal(paid.status, 'succeeded');
  assert.deepEqual((await stripe.setupIntents.list({ customer: customer.id })).data.map((each) => each.id), [setup.id]);
  await assert.rejects(stripe.setupIntents.confirm(setup.id), { code: 'setup_intent_unexpected_state' });
  const open = await stripe.setupIntents.create({ payment_method_types: ['card'] });
  assert.equal((await stripe.setupIntents.cancel(open.id, { cancellation_reason: 'abandoned' })).status, 'canceled');
});

test('a card is not saved when its bank refuses', async () => {
  await assert.rejects(
    stripe.setupIntents.create({ payment_method: 'pm_card_chargeDeclined', payment_method_types: ['card'], confirm: true }),
    (refusal) => {
      assert.equal(refusal.type, 'StripeCardError');
      assert.equal(refusal.code, 'card_declined');
      assert.equal(refusal.setup_intent.status, 'requires_payment_method');
      return true;
    },
  );
});

test('a payment waits for its holder, and goes on when they say yes', onlyInSandbox, async () => {
  const waiting = await stripe.paymentIntents.create(
    twentyDollars('pm_card_authenticationRequired', { return_url: 'https://shop.example/credit' }),
  );
  assert.equal(waiting.next_action.type, 'redirect_to_url');

  const answer = { method: 'POST', body: new URLSearchParams({ answer: 'yes' }), redirect: 'manual' };
  const back = await fetch(waiting.next_action.redirect_to_url.url, answer);

  assert.match(back.headers.get('location'), /^https:\/\/shop\.example\/credit\?payment_intent=pi_.*redirect_status=succeeded$/);
  assert.equal((await stripe.paymentIntents.retrieve(waiting.id)).status, 'succeeded');
});
