import assert from 'node:assert/strict';
import test from 'node:test';
import { eventTypesOf, eventually, stripe, twentyDollars } from './stripe.mjs';

async function disputed(token = 'pm_card_createDispute') {
  const paid = await stripe.paymentIntents.create(twentyDollars(token));
  return eventually(async () => (await stripe.disputes.list({ payment_intent: paid.id })).data[0]);
}

test('a payment is refunded in parts, never more than was paid', async () => {
  const paid = await stripe.paymentIntents.create(twentyDollars('pm_card_visa'));

  const part = await stripe.refunds.create({
    payment_intent: paid.id,
    amount: 500,
    reason: 'requested_by_customer',
    metadata: { ticket: '7' },
    expand: ['balance_transaction'],
  });
  assert.equal(part.status, 'succeeded');
  assert.equal(part.amount, 500);
  assert.equal(part.balance_transaction.amount, -500);
  await assert.rejects(stripe.refunds.create({ payment_intent: paid.id, amount: 1501 }), { type: 'StripeInvalidRequestError' });
  const rest = await stripe.refunds.create({ charge: paid.latest_charge });
  assert.equal(rest.amount, 1500);

  const charge = await stripe.charges.retrieve(paid.latest_charge);
  assert.equal(charge.refunded, true);
  assert.equal(charge.amount_refunded, 2000);
  await assert.rejects(stripe.refunds.create({ payment_intent: paid.id }), { code: 'charge_already_refunded' });
  assert.equal((await stripe.refunds.update(part.id, { metadata: { ticket: '8' } })).metadata.ticket, '8');
  assert.equal((await stripe.refunds.retrieve(part.id)).metadata.ticket, '8');
  const listed = await stripe.refunds.list({ payment_intent: paid.id });
  assert.deepEqual(new Set(listed.data.map((each) => each.id)), new Set([rest.id, part.id]));
  const booked = await stripe.balanceTransactions.list({ source: part.id });
  assert.equal(booked.data[0].type, 'refund');
  const types = await eventually(async () => {
    const all = await eventTypesOf(charge.id);
    return all.filter((type) => type === 'charge.refunded').length === 2 && all;
  });
  assert.equal(types[0], 'charge.succeeded');
});

test('a dispute is answered and lost', async () => {
  const dispute = await disputed();
  assert.equal(dispute.status, 'needs_response');
  assert.equal(dispute.reason, 'fraudulent');
  assert.equal(dispute.amount, 2000);
  assert.equal(dispute.balance_transactions[0].amount, -2000);

  const saved = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'She used it.' }, submit: false });
  assert.equal(saved.evidence_details.has_evidence, true);
  assert.equal(saved.status, 'needs_response');
  const lost = await stripe.disputes.close(dispute.id);

  assert.equal(lost.status, 'lost');
  assert.equal((await stripe.charges.retrieve(dispute.charge)).disputed, true);
});

test('a dispute is won by evidence', async () => {
  const dispute = await disputed();

  await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });

  const won = await eventually(async () => {
    const now = await stripe.disputes.retrieve(dispute.id);
    return now.status === 'won' && now;
  });
  assert.equal(won.status, 'won');
  const types = await eventually(async () => {
    const all = await eventTypesOf(dispute.id);
    return all.includes('charge.dispute.funds_reinstated') && all;
  });
  assert(types.includes('charge.dispute.closed'));
});
